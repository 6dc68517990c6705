using System.Globalization;
using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>What shall become of wishes. Pure: it looks at what is known and changes nothing.</summary>
/// <param name="Add">Within the budget, or approved.</param>
/// <param name="Settle">All the others, with what they come to.</param>
/// <param name="Underway">They were begun already.</param>
internal sealed record Fates(
    IReadOnlyList<Wish> Add,
    IReadOnlyList<(Wish Wish, Settled Settled)> Settle,
    IReadOnlyList<(Wish Wish, Addition Past)> Underway
)
{
    /// <summary>Somebody did not want it there any more.</summary>
    public static Settled Deleted { get; } =
        new(ShowStatus.Skipped, "It was there and was deleted there, so it is not added again. Approve it if you want it back.");

    public int CountOf(ShowStatus status) => Settle.Count(one => one.Settled.Status == status);

    /// <param name="past">What was done about them before, by their ids.</param>
    public static Fates Of(IReadOnlyList<Wish> wanted, Stock stock, IReadOnlyDictionary<long, Addition> past, Budget budget)
    {
        var (add, settle, underway, left) = (new List<Wish>(), new List<(Wish, Settled)>(), new List<(Wish, Addition)>(), budget.Left);
        foreach (var wish in wanted)
            if (past.GetValueOrDefault(wish.Id) is { IsUnderway: true } begun)
                underway.Add((wish, begun));
            else if (Objection(wish, stock, past.GetValueOrDefault(wish.Id)) is { } settled)
                settle.Add((wish, settled));
            else if (wish.ByUser || left-- > 0)
                add.Add(wish);
            else
                settle.Add((wish, new Settled(ShowStatus.Review, budget.Words)));
        return new(add, settle, underway);
    }

    private static Settled? Objection(Wish wish, Stock stock, Addition? past)
    {
        if (wish.Number is not { } number)
            return new Settled(ShowStatus.PendingTvdb, "The catalogue has no TVDB id for it yet.");
        if (stock.Kept.TryGetValue(number, out var id))
            return new Settled(ShowStatus.Exists, Note: null) { SeriesId = id, Instance = wish.Routing.Instance };
        if (stock.Excluded.Contains(number))
            return new Settled(ShowStatus.Skipped, "It stands on the list of exclusions there. Take it off that list to have it added.");
        return past is { WasThere: true } && !wish.ByUser ? Deleted : null;
    }
}

/// <summary>How many may be added without asking.</summary>
internal sealed record Budget(int PerRun, int PerDay, int UsedToday)
{
    public int Left => Math.Max(0, Math.Min(PerRun, PerDay - UsedToday));

    public string Words =>
        PerDay - UsedToday <= PerRun
            ? string.Create(CultureInfo.InvariantCulture, $"Over the budget of {PerDay} within 24 hours (adding.max_per_day).")
            : string.Create(CultureInfo.InvariantCulture, $"Over the budget of {PerRun} in one run (adding.max_per_run).");
}
