using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules;

public enum Fate
{
    /// <summary>Was not wanted, is now.</summary>
    Added,

    /// <summary>Was wanted, is no longer.</summary>
    Lost,

    /// <summary>Is wanted as before, but otherwise: for review, or with another routing.</summary>
    Moved,
    Unchanged,
}

public sealed record SampledShow(long Id, string Title);

/// <summary>Shows to which the same happens for the same reasons.</summary>
/// <param name="Samples">A few of them, the most looked for first.</param>
public sealed record Shift(Fate Fate, Verdict Before, Verdict After, int Count, IReadOnlyList<SampledShow> Samples);

/// <param name="Shifts">Everything that changes, the largest first. Shows that stay out, though for another reason, count as unchanged.</param>
public sealed record Difference(int Added, int Lost, int Moved, int Unchanged, IReadOnlyList<Shift> Shifts);

/// <summary>What other rules would change, before anything is saved.</summary>
public static class WhatIf
{
    private const int MostShifts = 100;

    public static Difference Compare(ShowTable shows, Judge before, Judge after, int samples = 5)
    {
        var (old, now, were, are) = (before.Of(shows), after.Of(shows), before.Verdicts, after.Verdicts);
        var rows = new Dictionary<(int Before, int After), List<int>>();
        var counts = new int[Enum.GetValues<Fate>().Length];
        var fates = were.Select(was => are.Select(isNow => FateOf(was, isNow)).ToArray()).ToArray();
        for (var row = 0; row < old.Length; row++)
        {
            var fate = fates[old[row]][now[row]];
            counts[(int)fate]++;
            if (fate != Fate.Unchanged)
                RowsOf(rows, (old[row], now[row])).Add(row);
        }
        var shifts = rows.OrderByDescending(shift => shift.Value.Count)
            .ThenBy(shift => shift.Key)
            .Take(MostShifts)
            .Select(shift => ShiftOf(were[shift.Key.Before], are[shift.Key.After], shift.Value, Best(shows, shift.Value, samples)));
        return new(counts[(int)Fate.Added], counts[(int)Fate.Lost], counts[(int)Fate.Moved], counts[(int)Fate.Unchanged], [.. shifts]);
    }

    private static Shift ShiftOf(Verdict before, Verdict after, List<int> rows, IReadOnlyList<SampledShow> samples) =>
        new(FateOf(before, after), before, after, rows.Count, samples);

    private static List<int> RowsOf(Dictionary<(int, int), List<int>> rows, (int, int) shift) =>
        rows.TryGetValue(shift, out var list) ? list : rows[shift] = [];

    private static Fate FateOf(Verdict before, Verdict after) =>
        (before.IsWanted, after.IsWanted) switch
        {
            (false, true) => Fate.Added,
            (true, false) => Fate.Lost,
            (true, true) when before.Decision != after.Decision || !before.Routing.IsLike(after.Routing) => Fate.Moved,
            _ => Fate.Unchanged,
        };

    private static IReadOnlyList<SampledShow> Best(ShowTable shows, List<int> rows, int most) =>
        [
            .. rows.OrderByDescending(row => shows.At(Fields.Weight, row))
                .ThenBy(shows.IdOf)
                .Take(most)
                .Select(row => new SampledShow(shows.IdOf(row), shows.At(Fields.Title, row)!)),
        ];
}
