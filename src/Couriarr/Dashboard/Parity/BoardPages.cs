using Couriarr.Dashboard.Frame;
using Couriarr.Features.Reconciliation.Plans;
using Couriarr.Features.Reconciliation.Runs;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Parity;

/// <summary>The board: both servers side by side, and a new comparison now.</summary>
internal static class BoardPages
{
    private const int MostRuns = 12;
    private const int MostPlans = 5;

    public static void MapParityPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/parity", ShowAsync);
        app.MapAct("/ui/parity/compare", "Compare both servers now", CompareAsync);
        app.MapReportPages();
        app.MapPlanPages();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        ReconcileDesk desk,
        PlanDesk plans,
        Settings settings,
        CancellationToken ct
    )
    {
        var latest = (await desk.LatestAsync(ct)).ToDictionary(one => one.Last.Library, StringComparer.Ordinal);
        var libraries = new List<LibraryLine>();
        foreach (var library in desk.Libraries)
            libraries.Add(latest.TryGetValue(library, out var found) ? await LineAsync(desk, found, ct) : new(library, null, null, null));
        var runs = await desk.NewestAsync(MostRuns, ct);
        var view = new BoardView(libraries, [.. runs.Select(Of)], await plans.NewestAsync(MostPlans, ct))
        {
            IsDry = settings.Options.Sync.DryRun,
        };
        return await Pages.ShowAsync<BoardPage, BoardView>(http, Say("parity.title"), view);
    }

    private static async Task<LibraryLine> LineAsync(
        ReconcileDesk desk,
        (LibraryOutcome Last, LibraryOutcome? Said) found,
        CancellationToken ct
    )
    {
        var before =
            found.Said is { } said && await desk.FindAsync(said.Run, ct) is { } run ? await desk.BeforeAsync(run, said.Library, ct) : null;
        return new LibraryLine(found.Last.Library, found.Said, before, found.Last.Why);
    }

    private static RunLine Of(Run run) => new(run, [.. run.Libraries.Select(library => Report.OutcomeOf(library))]);

    private static async Task<IResult> CompareAsync(HttpContext http, ReconcileDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (library, mode) = (form["library"].ToString(), form["mode"].ToString());
        if (desk.Libraries.Count == 0)
            return Pages.Back(http, form, Say("parity.no_library"), isBad: true);
        if (library.Length > 0 && !desk.Libraries.Contains(library, StringComparer.Ordinal))
            return Pages.Back(http, form, Say("parity.unknown_library", library), isBad: true);
        // Whoever says nothing has nothing carried.
        var (reportOnly, isDry) = (mode is not ("carry" or "count"), mode is "count");
        var job = await desk.StartAsync(library.Length > 0 ? library : null, reportOnly, isDry, ct);
        return Pages.Back(http, form, Say("parity.started", job));
    }
}
