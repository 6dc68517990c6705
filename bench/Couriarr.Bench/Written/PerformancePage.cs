using System.Globalization;
using System.Text;

namespace Couriarr.Bench.Written;

/// <summary>One run of the bench as a page: what was measured beside its peer and its limit, which goals are met, and why the others are not.</summary>
internal sealed class PerformancePage(Report report, Wishes wishes, Machine machine)
{
    public string Text()
    {
        var page = new StringBuilder(Head());
        foreach (var chapter in Chapter.All)
            if (report.Lines.Where(line => line.Part == chapter.Part).ToList() is { Count: > 0 } lines)
                page.Append(Of(chapter, lines));
        if (report.Notes.Count > 0)
            page.Append("## How the others were set up\n\n").AppendJoin('\n', report.Notes.Select(note => $"- {note}")).Append('\n');
        return page.ToString();
    }

    private string Head()
    {
        var (met, demanded) = (report.Lines.Count(line => line.Met is true), report.Lines.Count(line => line.Met is not null));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # How fast it is

            Written by the bench from one run, and by nobody else. {met} of {demanded} goals are met; below each table stands why one is not.
            What the parts do exactly is in [its own page](../bench/README.md).

            - When: {TimeProvider.System.GetUtcNow():yyyy-MM-dd}
            - Machine: {machine.Sentence}
            - Again: `./bench/run --parts {string.Concat(
                wishes.Parts.Order()
            )} --rounds {wishes.Rounds} --jobs {wishes.Jobs} --large {wishes.Large} --page docs/performance.md`

            Rates depend on the machine, and most of all on how long its disk takes to sync. The ratios are what counts: both sides of one were measured in
            turns, in the same run.


            """
        );
    }

    private static string Of(Chapter chapter, IReadOnlyList<Line> lines)
    {
        var text = new StringBuilder($"## {chapter.Title}\n\n{chapter.About} (Part {chapter.Part}.)\n\n");
        text.Append("| What | Value | Ratio | Goal | Met |\n| --- | ---: | ---: | --- | --- |\n");
        foreach (var line in lines)
            text.Append($"| {line.What} | {line.Value} | {line.Ratio} | {line.Goal} | {line.Verdict} |\n");
        text.Append('\n');
        foreach (var line in lines.Where(line => line is { Met: false, Gap.Length: > 0 }))
            text.Append($"**{line.What}** misses its goal. {line.Gap}\n\n");
        return text.ToString();
    }
}
