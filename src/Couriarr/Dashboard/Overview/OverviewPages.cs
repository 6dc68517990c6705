using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Queue;
using Couriarr.Doors;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Overview;

/// <summary>Where a browser that is signed in begins.</summary>
internal static class OverviewPages
{
    private const int MostMoving = 12;
    private const int MostEnded = 10;

    public static void MapOverview(this IEndpointRouteBuilder app) => app.MapPage("/", ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        IJobReader reader,
        LiveFeed live,
        Troubles troubles,
        Totals totals,
        CancellationToken ct
    )
    {
        var moving = await reader.ListAsync(new JobQuery([JobState.Running], OldestFirst: true, Limit: MostMoving), ct);
        var ended = await reader.ListAsync(new JobQuery(JobFilter.Ended, Kind: "transfer-media", Limit: MostEnded), ct);
        var view = new OverviewView(
            [.. moving.Select(job => JobLine.Of(job, live))],
            await troubles.AllAsync(isKnown: true, ct),
            await totals.AskAsync(ct)
        )
        {
            Latest = [.. ended.Select(job => JobLine.Of(job, live))],
        };
        return await Pages.ShowAsync<OverviewPage, OverviewView>(http, Say("overview.title"), view);
    }
}
