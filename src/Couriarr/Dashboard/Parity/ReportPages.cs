using System.Globalization;
using Couriarr.Dashboard.Frame;
using Couriarr.Features.Reconciliation.Runs;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Parity;

/// <summary>One comparison, by library, file and title.</summary>
internal static class ReportPages
{
    public static void MapReportPages(this IEndpointRouteBuilder app) => app.MapPage("/ui/parity/reports/{id:long}", ShowAsync);

    private static async Task<IResult> ShowAsync(long id, HttpContext http, ReconcileDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } run)
            return await Pages.NotFoundAsync(http, Say("parity.no_report", id));
        var before = new Dictionary<string, LibraryOutcome>(StringComparer.Ordinal);
        foreach (var library in run.Libraries)
            if (await desk.BeforeAsync(run, library.Library, ct) is { } earlier)
                before[library.Library] = earlier;
        var view = new ReportView(run, FilterOf(run, http.Request)) { Before = before };
        view = view.Filter.ByTitle ? await WithTitlesAsync(view, desk, ct) : await WithFilesAsync(view, desk, ct);
        return await Pages.ShowAsync<ReportPage, ReportView>(http, Say("parity.report", id), view);
    }

    // Titles are those of one library.
    private static ReportFilter FilterOf(Run run, HttpRequest request)
    {
        var filter = ReportFilter.Of(run.Id, request);
        return filter is { ByTitle: true, Library: null }
            ? filter with
            {
                Library = run.Libraries is [var first, ..] ? first.Library : null,
            }
            : filter;
    }

    private static async Task<ReportView> WithFilesAsync(ReportView view, ReconcileDesk desk, CancellationToken ct)
    {
        var filter = view.Filter;
        var found = await desk.FilesAsync(view.Run.Id, filter.Library, filter.Standings, filter.AfterFile, ReportFilter.PageSize + 1, ct);
        var files = found.Take(ReportFilter.PageSize).ToList();
        return Paged(view, found.Count, () => files[^1].Id.ToString(CultureInfo.InvariantCulture)) with { Files = files };
    }

    private static async Task<ReportView> WithTitlesAsync(ReportView view, ReconcileDesk desk, CancellationToken ct)
    {
        var filter = view.Filter;
        var question = new TitleQuestion(view.Run.Id, view.Before.GetValueOrDefault(filter.Library ?? "")?.Run, filter.Library ?? "")
        {
            After = filter.After ?? "",
            Limit = ReportFilter.PageSize + 1,
        };
        var found = await desk.TitlesAsync(question, ct);
        var titles = found.Take(ReportFilter.PageSize).ToList();
        return Paged(view, found.Count, () => titles[^1].Key) with { Titles = titles };
    }

    private static ReportView Paged(ReportView view, int found, Func<string> last) =>
        view with
        {
            First = view.Filter.After is null ? null : (view.Filter with { After = null }).Address,
            Next = found > ReportFilter.PageSize ? (view.Filter with { After = last() }).Address : null,
        };
}
