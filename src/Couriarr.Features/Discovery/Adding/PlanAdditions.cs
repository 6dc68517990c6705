using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Sees to everything that is wanted: one job for each Sonarr or Radarr, so that one that is away holds up no other.</summary>
public sealed record PlanAdditions : IJob<PlanAdditions>
{
    public static JobKind Kind { get; } = new("plan-additions") { Lane = "adding", Priority = JobPriority.High, Timeout = TimeSpan.FromMinutes(10) };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class PlanAdditionsHandler(Planner planner, Consent consent) : IJobHandler<PlanAdditions>
{
    public async Task<JobResult> RunAsync(PlanAdditions job, JobContext context, CancellationToken ct)
    {
        // People hear of what waits for them also while nothing is added.
        context.FollowUp(new TellFound());
        var targets = await planner.TargetsAsync(ct);
        if (targets.Count > 0 && await consent.ObjectionAsync(ct) is { } objection)
            return JobResult.Skip(objection);
        context.FollowUp(targets.Select(target => new AddWanted(target)));
        return targets.Count > 0 ? JobResult.Done : JobResult.Skip("Nothing is to be added.");
    }
}
