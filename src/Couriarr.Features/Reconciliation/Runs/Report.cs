using Couriarr.Features.Media;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>Puts what came of a comparison into a line for each library, and has people told.</summary>
internal sealed class Report(RunTable runs, Reactions reactions)
{
    public async Task<IReadOnlyList<IJob>> TellAsync(Run run, int queued, CancellationToken ct)
    {
        var latest = (await runs.LatestAsync(ct)).ToDictionary(one => one.Last.Library, one => one.Said, StringComparer.Ordinal);
        var lines = run.Libraries.Select(library => LineOf(library, latest.GetValueOrDefault(library.Library))).ToList();
        return lines.Count == 0 ? [] : await reactions.ToAsync(new LibrariesCompared(NameOf(run.Occasion), lines, queued), ct);
    }

    public static string NameOf(Occasion occasion) =>
        occasion switch
        {
            Occasion.Nightly => "Nightly Comparison",
            Occasion.Weekly => "Weekly Comparison",
            _ => "Comparison",
        };

    /// <summary>As it really was: of what nothing could be said, when something last could.</summary>
    public static string LineOf(LibraryOutcome library, LibraryOutcome? said) =>
        !library.IsSaid
            ? $"{OutcomeOf(library)} "
                + (
                    said is null
                        ? "It was never compared."
                        : $"Last compared {said.At:yyyy-MM-dd HH:mm} UTC: {StandingWords.Say(said.Counts)}."
                )
            : OutcomeOf(library);

    /// <summary>What came of it this time, and no more.</summary>
    public static string OutcomeOf(LibraryOutcome library) =>
        !library.IsSaid ? $"{library.Library}: nothing can be said. {library.Why}"
        : library.Differing == 0
            ? FormattableString.Invariant($"{library.Library}: all {library.Counts.GetValueOrDefault("in_sync")} in sync")
        : $"{library.Library}: {StandingWords.Say(library.Counts)}";
}
