using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Running;

/// <summary>Leaves to another node what cannot be done on this one. Where there is none, everything stays as it came.</summary>
internal sealed class Referral(Nodes nodes)
{
    public async Task<Outcome> OfAsync(JobRecord job, Outcome outcome) =>
        outcome switch
        {
            Outcome.Failed { Error: OutOfReachException e } when job.Gate is { } gate && await LeavesAsync(job.Lane, gate) =>
                new Outcome.LeftToOthers($"Not from the node '{nodes.Name}': {e.Message}"),
            Outcome.NotUnderstood when await nodes.LeaveKindAsync(job.Lane, job.Kind, CancellationToken.None) => new Outcome.LeftToOthers(
                $"The version on the node '{nodes.Name}' does not know it."
            ),
            _ => outcome,
        };

    private Task<bool> LeavesAsync(string lane, string gate) => nodes.LeaveGateAsync(lane, gate, CancellationToken.None);
}
