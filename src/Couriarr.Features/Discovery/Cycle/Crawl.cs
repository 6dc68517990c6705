using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Tvmaze;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>
/// Reads the whole catalogue, page after page. Each page and the mark that it was read are stored together, so that whoever comes after a
/// crash goes on behind it. The end is where the catalogue has no page and its list of all shows has none either.
/// </summary>
internal sealed class Crawl(
    TvmazeApi api,
    ShowsTable shows,
    StateTable state,
    IFailPoints failPoints,
    TimeProvider clock,
    ILogger<Crawl> log
)
{
    public const int PageSize = 250;
    private const int PagesInOneJob = 20;

    // A page that is not there is looked for that often: what stands before the catalogue forgets such an answer after an hour.
    private const int Looks = 4;

    // Pages may be a day old when they come.
    private static readonly TimeSpan OldestPage = TimeSpan.FromHours(25);
    private static readonly TimeSpan ListLasts = TimeSpan.FromHours(1);
    private (DateTimeOffset At, IReadOnlyDictionary<int, int> Pages)? _list;

    public static int NextPage(SyncState sync) => (sync.LastPage ?? -1) + 1;

    /// <returns>True when the last page was read.</returns>
    public async Task<bool> GoOnAsync(SyncState sync, DateTimeOffset began, JobContext context, CancellationToken ct)
    {
        var expected = await ExpectedAsync(ct);
        var last = expected.Keys.Max();
        var first = NextPage(sync);
        await foreach (var (page, found) in Ahead.AskAsync(Enumerable.Range(first, PagesInOneJob), api.PageAsync, ct))
        {
            var isThere = found is { Count: > 0 };
            if (!isThere && page > last)
                return await EndAsync(began, ct);
            if (!isThere && expected.GetValueOrDefault(page) is > 0 and var missing)
                Miss(page, missing, context);
            await StoreAsync(page, found ?? [], ct);
            context.Report(new JobProgress(page + 1, Math.Max(last, page) + 1, "Reading the catalogue", $"page {page} of {last}"));
        }
        return false;
    }

    private async Task<bool> EndAsync(DateTimeOffset began, CancellationToken ct)
    {
        await state.CrawledAsync(clock.GetUtcNow(), began - OldestPage, ct);
        log.LogInformation("The whole catalogue of TVmaze is known now");
        return true;
    }

    private void Miss(int page, int shows, JobContext context)
    {
        if (context.Attempt < Looks)
            throw new TransientException(
                $"TVmaze has {shows} shows for page {page}, and answers that there is no such page. It will be asked again."
            );
        log.LogWarning(
            "TVmaze does not give page {Page}. Its {Shows} shows are asked for one by one when all others are known",
            page,
            shows
        );
    }

    private async Task StoreAsync(int page, IReadOnlyList<Show> found, CancellationToken ct)
    {
        var highest = found.Select(show => show.Id).DefaultIfEmpty().Max();
        await shows.StoreAsync(
            found,
            session =>
            {
                failPoints.Reach("discover.page_commit");
                return StateTable.PageAsync(session, page, highest);
            },
            ct
        );
        failPoints.Reach("discover.page_stored");
    }

    /// <summary>How many shows each page has by the list of all shows.</summary>
    private async Task<IReadOnlyDictionary<int, int>> ExpectedAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_list is { } known && now - known.At < ListLasts && now >= known.At)
            return known.Pages;
        var all = await api.ChangesAsync(Reaching.Everything, ct);
        if (all.Count == 0)
            throw new TransientException("TVmaze answers that it has no shows at all. It will be asked again.");
        var pages = all.Keys.CountBy(PageOf).ToDictionary();
        _list = (now, pages);
        return pages;
    }

    public static int PageOf(long id) => (int)(id / PageSize);
}
