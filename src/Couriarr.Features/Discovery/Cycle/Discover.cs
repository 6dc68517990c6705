using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>Learns what is new in the catalogue and judges it. The first time it reads the whole catalogue, some pages in each job.</summary>
/// <param name="Began">When the first job of this cycle began; null in that one.</param>
/// <param name="Page">Where it begins to read: what stopped jobs before that page is not held against it.</param>
public sealed record Discover(DateTimeOffset? Began = null, int? Page = null) : IJob<Discover>
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
        if (progress.Sync.LastFullSync is null && !await IsCrawledAsync(job, progress.Sync, began, context, ct))
            return await GoOnAsync(began, context, ct);
        await refresh.RunAsync(context, ct);
        await late.RunAsync(ct);
        var tally = await verdicts.RenewAsync(await bookmark.OpenAsync(ct), ct);
        await bookmark.CloseAsync(new LastRun(clock.GetUtcNow(), clock.GetUtcNow() - began, tally.InWords), ct);
        context.FollowUp(await verdicts.ReactionsAsync(tally, ct));
        return JobResult.Done;
    }

    // One that was cut off behind its first page leaves the rest to another: a job that was cut off thrice is given up.
    private async Task<bool> IsCrawledAsync(Discover job, SyncState sync, DateTimeOffset began, JobContext context, CancellationToken ct) =>
        job.Page == Crawl.NextPage(sync) && await crawl.GoOnAsync(sync, began, context, ct);

    private async Task<JobResult> GoOnAsync(DateTimeOffset began, JobContext context, CancellationToken ct)
    {
        context.FollowUp(new Discover(began, Crawl.NextPage((await bookmark.LookAsync(ct)).Sync)));
        return JobResult.Done;
    }
}
