using Couriarr.Dashboard.Frame;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cycle;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Shows;

/// <summary>The shows of the catalogue: where each stands, and why.</summary>
internal static class ShowsPages
{
    public static void MapShowsPages(this IEndpointRouteBuilder app)
    {
        app.MapPage(ShowFilter.Path, ShowAsync);
        app.MapPage("/ui/shows/{id:long}", ShowPages.ShowAsync);
        app.MapPage("/ui/shows/adding", AddingPages.ShowAsync);
        app.MapAct("/ui/shows/decide", "Decide about shows", ShowActs.DecideAsync);
        app.MapAct("/ui/shows/trigger", "Look for new shows", TriggerAsync);
        app.MapAct("/ui/shows/refilter", "Judge all shows again", RefilterAsync);
        app.MapAct("/ui/shows/adding/confirm", "Confirm the first preview", AddingPages.ConfirmAsync);
        app.MapAct("/ui/shows/adding/run", "Add what is wanted", AddingPages.RunAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        ShowsTable shows,
        AddingDesk adding,
        DiscoveryDesk desk,
        Bookmark bookmark,
        CancellationToken ct
    )
    {
        var filter = ShowFilter.Of(http.Request);
        var (page, first, next) = filter.Cut(await shows.ListAsync(filter.Query, ct));
        var counts = await shows.CountAsync(ct);
        var view = new ShowsView(filter, [.. page.Select(ShowLine.Of)], first, next, await AddingPages.ObjectionAsync(adding, ct))
        {
            Counts = [.. Enum.GetValues<ShowStatus>().Select(status => (status, counts.Of(status))).Where(one => one.Item2 > 0)],
            Off = desk.IsOn ? null : DiscoveryDesk.IsOff,
            Job = (await desk.UnderWayAsync(ct))?.Id.Value,
            LastRun = (await bookmark.LookAsync(ct)).LastRun?.At,
        };
        return await Pages.ShowAsync<ShowsPage, ShowsView>(http, Say("shows.title"), view);
    }

    private static async Task<IResult> TriggerAsync(HttpContext http, DiscoveryDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (!desk.IsOn)
            return Pages.Back(http, form, DiscoveryDesk.IsOff, isBad: true);
        await desk.TriggerAsync(ct);
        return Pages.Back(http, form, Say("shows.triggered"));
    }

    private static async Task<IResult> RefilterAsync(HttpContext http, DiscoveryDesk desk, CancellationToken ct)
    {
        await desk.RefilterAsync(ct);
        return Pages.Back(http, await http.Request.ReadFormAsync(ct), Say("shows.refiltered"));
    }
}
