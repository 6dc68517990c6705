using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>Judges the whole catalogue again, without the network.</summary>
public sealed record Refilter : IJob<Refilter>
{
    public static JobKind Kind { get; } = new("refilter-shows") { Lane = Discover.Lane, Timeout = TimeSpan.FromMinutes(30) };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class RefilterHandler(Bookmark bookmark, Verdicts verdicts) : IJobHandler<Refilter>
{
    public async Task<JobResult> RunAsync(Refilter job, JobContext context, CancellationToken ct)
    {
        await bookmark.OpenAsync(ct);
        var tally = await verdicts.RenewAllAsync(ct);
        context.FollowUp(await verdicts.ReactionsAsync(tally, ct));
        return tally.Counts.Count > 0 ? JobResult.Done : JobResult.Skip("The rules say the same of every show as before.");
    }
}
