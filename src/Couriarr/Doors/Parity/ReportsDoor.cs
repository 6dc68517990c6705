using Couriarr.Doors.Described;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Runs;

namespace Couriarr.Doors.Parity;

/// <summary>One comparison: by library beside the one before, by title, by file, and to take away as CSV and HTML.</summary>
internal static class ReportsDoor
{
    private const int Longest = 1000;

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reconcile/reports/{id:long}", FindAsync)
            .Explained(
                "Reconciliation",
                "One comparison",
                "With what it was before: `before` is the last one of the same occasion that could say something, as last week's for a weekly one.",
                ReportView.Example
            )
            .MayRefuse(StatusCodes.Status404NotFound);
        app.MapGet("/reconcile/reports/{id:long}/titles", TitlesAsync)
            .Explained(
                "Reconciliation",
                "The titles of a library",
                "Weekly all of them, else those that differ. `before` is what the title was in the comparison before, when that told of it.",
                TitlePage.Example
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        app.MapGet("/reconcile/reports/{id:long}/files", FilesAsync)
            .Explained("Reconciliation", "The files that differ", "Of one library or all, by how they stand.", FilePage.Example)
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        app.MapGet("/reconcile/reports/{id:long}/csv", CsvAsync)
            .Explained("Reconciliation", "A comparison as CSV", "Every file that differs.", ReportCsv.Example, type: ReportCsv.Type)
            .MayRefuse(StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
        app.MapGet("/reconcile/reports/{id:long}/html", HtmlAsync)
            .Explained(
                "Reconciliation",
                "A comparison as a page",
                "By library, title and file; it needs nothing else.",
                "<!doctype html>",
                type: ReportHtml.Type
            )
            .MayRefuse(StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
    }

    private static async Task<IResult> FindAsync(long id, ReconcileDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } run)
            return NoSuch(id);
        var before = new List<LibraryView>();
        foreach (var library in run.Libraries)
            if (await desk.BeforeAsync(run, library.Library, ct) is { } earlier)
                before.Add(LibraryView.Of(earlier));
        return Results.Json(new ReportView(RunView.Of(run), before), Answers.Json);
    }

    private static async Task<IResult> TitlesAsync(
        long id,
        ReconcileDesk desk,
        CancellationToken ct,
        string? library = null,
        bool differing = false,
        string after = "",
        int limit = 100
    )
    {
        if (limit is < 1 or > Longest)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {Longest}.");
        if (await desk.FindAsync(id, ct) is not { } run)
            return NoSuch(id);
        if (run.Libraries.FirstOrDefault(one => library is null || one.Library == library) is not { } found)
            return Answers.NotFound($"Report {id} tells of: {string.Join(", ", run.Libraries.Select(one => one.Library))}.");
        var before = await desk.BeforeAsync(run, found.Library, ct);
        var titles = await desk.TitlesAsync(
            new TitleQuestion(id, before?.Run, found.Library)
            {
                After = after,
                OnlyDiffering = differing,
                Limit = limit,
            },
            ct
        );
        var next =
            titles.Count < limit
                ? null
                : $"/reconcile/reports/{id}/titles?library={Uri.EscapeDataString(found.Library)}&differing={(differing ? "true" : "false")}"
                    + $"&limit={limit}&after={Uri.EscapeDataString(titles[^1].Key)}";
        return Results.Json(new TitlePage([.. titles.Select(TitleView.Of)], next), Answers.Json);
    }

    private static async Task<IResult> FilesAsync(
        long id,
        ReconcileDesk desk,
        CancellationToken ct,
        string? library = null,
        string? standing = null,
        long after = 0,
        int limit = 100
    )
    {
        if (limit is < 1 or > Longest)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {Longest}.");
        var standings = standing?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (standings.FirstOrDefault(word => !StandingWords.All.Contains(word)) is { } odd)
            return Answers.BadRequest($"standing is '{odd}'; there are: {string.Join(", ", StandingWords.All)}.");
        if (await desk.FindAsync(id, ct) is null)
            return NoSuch(id);
        var files = await desk.FilesAsync(id, library, standings, after, limit, ct);
        var next =
            files.Count < limit
                ? null
                : $"/reconcile/reports/{id}/files?library={Uri.EscapeDataString(library ?? "")}&standing={standing}&limit={limit}&after={files[^1].Id}";
        return Results.Json(new FilePage([.. files.Select(FileView.Of)], next), Answers.Json);
    }

    private static async Task<IResult> CsvAsync(long id, ReconcileDesk desk, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is { } run
            ? Results.Stream(to => ReportCsv.WriteAsync(to, desk, run, ct), $"{ReportCsv.Type}; charset=utf-8", $"couriarr-report-{id}.csv")
            : NoSuch(id);

    private static async Task<IResult> HtmlAsync(long id, ReconcileDesk desk, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is { } run
            ? Results.Stream(
                to => ReportHtml.WriteAsync(to, desk, run, ct),
                $"{ReportHtml.Type}; charset=utf-8",
                $"couriarr-report-{id}.html"
            )
            : NoSuch(id);

    private static IResult NoSuch(long id) =>
        Answers.NotFound($"There is no report {id}: it never was, or it is forgotten. /reconcile/reports lists those that are there.");
}

internal sealed record ReportView(RunView Report, IReadOnlyList<LibraryView> Before)
{
    public static ReportView Example { get; } = new(RunView.Example, [LibraryView.Example with { Report = 11 }]);
}
