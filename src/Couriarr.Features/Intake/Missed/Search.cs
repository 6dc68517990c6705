namespace Couriarr.Features.Intake.Missed;

/// <summary>What one look into a history came to.</summary>
/// <param name="Imports">How many files the history names.</param>
/// <param name="Found">What was not settled of them; on a dry run, what would be handed in.</param>
public sealed record Search(DateTimeOffset Since, int Imports, IReadOnlyList<KnownImport> Found)
{
    /// <summary>What had become of those of the last days that were heard.</summary>
    public ILookup<Fortune, Fortune> Fortunes { get; init; } = Array.Empty<Fortune>().ToLookup(fortune => fortune);

    public IEnumerable<KnownImport> HandedIn => Found.Where(import => import.Outcome is ImportOutcome.Missed);

    public string Words =>
        string.Join(
            ' ',
            new[]
            {
                Of(HandedIn.Count(import => import.Again == 0)),
                Sentence(HandedIn.Count(import => import.Again > 0), "had been heard, but neither arrived nor waited: done again."),
                Sentence(Fortunes[Fortune.GivenUp].Count(), "could not be carried: retry what was given up."),
                Sentence(Fortunes[Fortune.Cancelled].Count(), "cancelled by somebody: left alone."),
                Sentence(Fortunes[Fortune.Fruitless].Count(), $"done again {Afterlook.MostAgain} times without arriving: left alone."),
            }.OfType<string>()
        );

    private string Of(int missed) =>
        missed > 0 ? $"{missed} of {Imports} imports had been missed and are seen to now."
        : HandedIn.Any() ? $"{Imports} imports were read."
        : $"Nothing was missed: {Imports} imports were read.";

    private static string? Sentence(int count, string rest) => count > 0 ? $"{count} {rest}" : null;
}
