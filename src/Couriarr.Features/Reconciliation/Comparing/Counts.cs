using System.Text.Json;
using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>How many files stand how.</summary>
internal sealed class Counts
{
    private static readonly Standing[] All = Enum.GetValues<Standing>();
    private readonly int[] _files = new int[All.Length];

    public int this[Standing standing] => _files[(int)standing];

    /// <summary>Everything that is not as it should be.</summary>
    public int Differing => _files.Sum() - _files[(int)Standing.InSync];

    public void Add(Standing standing) => _files[(int)standing]++;

    public string ToJson() => JsonSerializer.Serialize(ToWords());

    /// <summary>By the words of the reports, without what is not there at all.</summary>
    public Dictionary<string, int> ToWords() =>
        All.Where(s => this[s] > 0).ToDictionary(s => s.Word(), s => this[s], StringComparer.Ordinal);
}

/// <summary>The words for how a file stands, in the tables, the reports and the API.</summary>
internal static class StandingWords
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Standing>().Select(Word)];

    public static string Word(this Standing standing) =>
        standing switch
        {
            Standing.InSync => "in_sync",
            Standing.Missing => "missing",
            Standing.OlderVersion => "older_version",
            Standing.OtherSize => "other_size",
            Standing.Extra => "extra",
            Standing.Orphan => "orphan",
            Standing.Lost => "lost",
            _ => "cannot_say",
        };

    /// <summary>For people.</summary>
    public static string Say(string word, int count) =>
        word switch
        {
            "in_sync" => FormattableString.Invariant($"{count} in sync"),
            "missing" => FormattableString.Invariant($"{count} missing"),
            "older_version" => FormattableString.Invariant($"{count} in an older version"),
            "other_size" => FormattableString.Invariant($"{count} of another size"),
            "extra" => FormattableString.Invariant($"{count} extra"),
            "orphan" => FormattableString.Invariant($"{count} that no app knows"),
            "lost" => FormattableString.Invariant($"{count} lost at the source"),
            _ => FormattableString.Invariant($"{count} of which nobody can say"),
        };

    public static string Say(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", All.Where(counts.ContainsKey).Select(word => Say(word, counts[word])));
}
