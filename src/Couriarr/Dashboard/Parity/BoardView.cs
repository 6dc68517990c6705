using Couriarr.Features.Reconciliation.Plans;
using Couriarr.Features.Reconciliation.Runs;

namespace Couriarr.Dashboard.Parity;

/// <summary>How both servers stand, how that was found out, and what could be done about it.</summary>
/// <param name="Runs">The newest first, also what is still under way.</param>
internal sealed record BoardView(IReadOnlyList<LibraryLine> Libraries, IReadOnlyList<RunLine> Runs, IReadOnlyList<Plan> Plans)
{
    /// <summary>Nothing is moved, only said what would be.</summary>
    public required bool IsDry { get; init; }
    public Run? Underway => Runs.Select(line => line.Run).FirstOrDefault(run => run.EndedAt is null);
}

/// <param name="Said">The last comparison that could say something.</param>
/// <param name="Before">The one before it, of the same occasion.</param>
/// <param name="Doubt">Why the last one could say nothing; null when it could.</param>
internal sealed record LibraryLine(string Library, LibraryOutcome? Said, LibraryOutcome? Before, string? Doubt)
{
    public int Files => Said?.Counts.Values.Sum() ?? 0;

    /// <summary>From 0 to 100.</summary>
    public double InSync => Files == 0 ? 0 : 100.0 * Said!.Counts.GetValueOrDefault("in_sync") / Files;
}

/// <param name="Outcomes">A sentence for each library.</param>
internal sealed record RunLine(Run Run, IReadOnlyList<string> Outcomes);
