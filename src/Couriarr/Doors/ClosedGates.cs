using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>Says of closed gates who waits behind them. What a person closed is no trouble; of players and channels that are broken tells <see cref="BrokenMembers"/>.</summary>
internal static class ClosedGates
{
    private static readonly (string Before, string Words)[] Kinds =
    [
        ("instance:", "'{0}' cannot be asked"),
        ("route:", "The transfers of {0} wait"),
        ("adding:", "Nothing is added to '{0}'"),
        ("tmdb", "TMDB's lists cannot be read"),
        ("tvmaze", "New shows cannot be looked for"),
    ];

    /// <param name="known">Troubles that are told already: a route whose folder is away needs no second sentence.</param>
    /// <param name="withReasons">They may name files and addresses, which is not for everybody.</param>
    public static IEnumerable<string> Sentences(IEnumerable<Gate> gates, IReadOnlyList<string> known, bool withReasons) =>
        Of(gates, known, withReasons).Select(closed => closed.Sentence);

    /// <summary>The same, each with its gate.</summary>
    public static IEnumerable<(Gate Gate, string Sentence)> Of(IEnumerable<Gate> gates, IReadOnlyList<string> known, bool withReasons) =>
        from gate in gates
        where gate.ProbeAt is not null
        from kind in Kinds
        where gate.Name.StartsWith(kind.Before, StringComparison.Ordinal)
        let name = gate.Name[kind.Before.Length..]
        where name.Length == 0 || !known.Any(told => told.Contains(name, StringComparison.Ordinal))
        select (
            gate,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, kind.Words, name) + (withReasons ? $": {gate.Reason}" : ".")
        );
}
