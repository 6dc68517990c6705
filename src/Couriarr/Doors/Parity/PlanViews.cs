using System.Text;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Plans;

namespace Couriarr.Doors.Parity;

/// <param name="Lines">How many there are, by action; and of these, how many are approved.</param>
internal sealed record PlanView(
    long Id,
    long Report,
    DateTimeOffset MadeAt,
    IReadOnlyDictionary<string, int> Lines,
    IReadOnlyDictionary<string, int> Approved
)
{
    public static PlanView Example { get; } =
        new(4, 12, LibraryView.Night.AddHours(6), new Dictionary<string, int> { ["add"] = 3 }, new Dictionary<string, int> { ["add"] = 0 });

    public static PlanView Of(Plan plan) => new(plan.Id, plan.Run, plan.MadeAt, plan.Lines, plan.Approved);
}

/// <param name="Outcome">queued or refused; null until a job saw to it.</param>
/// <param name="From">What it was made from.</param>
internal sealed record LineView(
    int Line,
    string Action,
    DateTimeOffset? ApprovedAt,
    string? Outcome,
    string? Why,
    long? JobId,
    FileView From
)
{
    public static LineView Example { get; } = new(1, "add", ApprovedAt: null, Outcome: null, Why: null, JobId: null, FileView.Example);

    public static LineView Of(PlanLine line) =>
        new(line.Line, line.Action, line.ApprovedAt, line.Outcome, line.Why, line.Job, FileView.Of(line.File));
}

internal sealed record PlanPage(PlanView Plan, IReadOnlyList<LineView> Lines, string? Next)
{
    public static PlanPage Example { get; } = new(PlanView.Example, [LineView.Example], Next: null);
}

/// <summary>A plan to read: by library and title, a line for each file.</summary>
internal static class PlanText
{
    public const string Example = """
        Plan 4 of report 12: 3 to add
        movies
          Dune (2021)
               1  add      Dune (2021)/Dune (2021).mkv (14.0 GB)

        """;

    public static async Task WriteAsync(Stream to, Plan plan, IAsyncEnumerable<PlanLine> lines)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        {
            NewLine = "\n",
        };
        await text.WriteLineAsync(Heading(plan));
        var (library, title) = ("", "");
        await foreach (var line in lines)
        {
            if (line.File.Library != library)
                await text.WriteLineAsync(library = line.File.Library);
            if (line.File.Key != title)
                await text.WriteLineAsync($"  {Shown(line.File.Title)}");
            title = line.File.Key;
            await text.WriteLineAsync(LineOf(line));
        }
    }

    private static string Heading(Plan plan) =>
        $"Plan {plan.Id} of report {plan.Run}: "
        + (plan.Lines.Count == 0 ? "nothing to do" : string.Join(", ", plan.Lines.Select(count => $"{count.Value} to {count.Key}")));

    internal static string LineOf(PlanLine line) =>
        FormattableString.Invariant($"  {line.Line, 6}  {line.Action, -8} {Shown(line.File.Within)} ({FactsOf(line.File)}){Ending(line)}");

    private static string FactsOf(Finding f) =>
        string.Join(
            ", there ",
            new[] { f.Source is { } source ? StatsDoor.Human(source.Size) : "not at the source", ThereOf(f) }.OfType<string>()
        );

    private static string? ThereOf(Finding f) =>
        f.There is not { } there ? null
        : f.ThereWithin is { } other ? $"{StatsDoor.Human(there.Size)} as {Shown(other)}"
        : StatsDoor.Human(there.Size);

    private static string Ending(PlanLine line) =>
        line.Outcome is "refused" ? $"  refused: {line.Why}"
        : line.Outcome is { } outcome ? $"  {outcome}"
        : line.ApprovedAt is not null ? "  approved"
        : "";

    // What would steer a terminal is spelled out.
    private static string Shown(string text) => Logging.Visible.Of(text);
}
