using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>Learns what is new in the catalogue and judges it. The first time it reads the whole catalogue, some pages in each job.</summary>
/// <param name="Began">When the first job of this cycle began; null in that one.</param>
public sealed record Discover(DateTimeOffset? Began = null) : IJob<Discover>
{
    public const string Lane = "discovery";

    public static JobKind Kind { get; } =
        new("discover-shows")
        {
            Lane = Lane,
            Priority = JobPriority.Low,
            Retry = new RetryPolicy(20, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromHours(3),
        };

    // While the network is away nothing is lost by waiting, and nobody hears of it more than once.
    string? IJob.Gate => "tvmaze";

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class DiscoverHandler(
    Bookmark bookmark,
    Crawl crawl,
    Refresh refresh,
    LateShows late,
    Verdicts verdicts,
    TimeProvider clock
) : IJobHandler<Discover>
{
    public async Task<JobResult> RunAsync(Discover job, JobContext context, CancellationToken ct)
    {
        var began = job.Began ?? clock.GetUtcNow();
        var progress = await bookmark.OpenAsync(ct);
        if (progress.Sync.LastFullSync is null && !await crawl.GoOnAsync(progress.Sync, began, context, ct))
        {
            context.FollowUp(new Discover(began));
            return JobResult.Done;
        }
        await refresh.RunAsync(context, ct);
        await late.RunAsync(ct);
        var tally = await verdicts.RenewAsync(await bookmark.OpenAsync(ct), ct);
        await bookmark.CloseAsync(new LastRun(clock.GetUtcNow(), clock.GetUtcNow() - began, tally.InWords), ct);
        context.FollowUp(await verdicts.ReactionsAsync(tally, ct));
        return JobResult.Done;
    }
}
