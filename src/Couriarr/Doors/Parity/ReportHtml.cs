using System.Text;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Runs;

namespace Couriarr.Doors.Parity;

/// <summary>A comparison as one page that needs nothing else: no script, no address. It is written as it is read, however long it is.</summary>
internal static class ReportHtml
{
    public const string Type = "text/html";
    private const int AtOnce = 1000;

    public static async Task WriteAsync(Stream to, ReconcileDesk desk, Run run, CancellationToken ct)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await text.WriteAsync(Head(run).ToString());
        foreach (var library in run.Libraries)
        {
            var before = await desk.BeforeAsync(run, library.Library, ct);
            await text.WriteAsync(Heading(library, before).ToString());
            if (library.IsSaid)
                await WriteTitlesAsync(text, desk, new TitleQuestion(run.Id, before?.Run, library.Library) { OnlyDiffering = true }, ct);
            await WriteFilesAsync(text, desk, library, ct);
        }
        await text.WriteAsync("</body>\n</html>\n");
    }

    private static async Task WriteTitlesAsync(StreamWriter text, ReconcileDesk desk, TitleQuestion question, CancellationToken ct)
    {
        await text.WriteAsync("<table>\n<tr><th>Title</th><th>Files</th><th>Before</th></tr>\n");
        for (
            List<TitleLine> page;
            (page = await desk.TitlesAsync(question, ct)).Count > 0;
            question = question with { After = page[^1].Key }
        )
            foreach (var title in page)
                await text.WriteAsync(TitleRow(title).ToString());
        await text.WriteAsync("</table>\n");
    }

    private static async Task WriteFilesAsync(StreamWriter text, ReconcileDesk desk, LibraryOutcome library, CancellationToken ct)
    {
        await text.WriteAsync("<table>\n<tr><th>File</th><th>Stands</th><th>Source</th><th>Destination</th><th></th></tr>\n");
        long after = 0;
        for (
            List<Finding> page;
            (page = await desk.FilesAsync(library.Run, library.Library, [], after, AtOnce, ct)).Count > 0;
            after = page[^1].Id
        )
            foreach (var file in page)
                await text.WriteAsync(FileRow(file).ToString());
        await text.WriteAsync("</table>\n");
    }

    private static Markup Head(Run run) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{Features.Reconciliation.Runs.Report.NameOf(run.Occasion)} {run.Id}</title>
            </head>
            <body>
            <h1>{Features.Reconciliation.Runs.Report.NameOf(run.Occasion)} {run.Id}</h1>
            <p>{run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC</p>

            """;

    private static Markup Heading(LibraryOutcome library, LibraryOutcome? before) =>
        $"""
            <h2>{library.Library}</h2>
            <p>{(library.IsSaid ? StandingWords.Say(library.Counts) : $"Nothing can be said: {library.Why}")}</p>
            <p>{(before is null ? "" : $"Before, in report {before.Run}: {StandingWords.Say(before.Counts)}")}</p>
            {library.Notes.Select(Note)}

            """;

    private static Markup Note(string note) => $"<p>{note}</p>\n";

    private static Markup TitleRow(TitleLine title) =>
        $"<tr><td>{title.Title}</td><td>{StandingWords.Say(title.Files)}</td><td>{(title.Before is { } before ? StandingWords.Say(before) : "")}</td></tr>\n";

    private static Markup FileRow(Finding f) =>
        $"<tr><td>{f.Within}</td><td>{f.Standing}</td><td>{Size(f.Source)}</td><td>{Size(f.There)} {f.ThereWithin}</td><td>{f.Why}</td></tr>\n";

    private static string Size(Sight? sight) => sight is null ? "" : StatsDoor.Human(sight.Size);
}
