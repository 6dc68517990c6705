using System.Globalization;
using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>What shall become of candidates. Pure: it looks at what is known and changes nothing.</summary>
/// <param name="Add">Within the budget, or approved.</param>
/// <param name="Settle">All the others, with what they come to.</param>
/// <param name="Underway">They were begun already.</param>
internal sealed record Fates(
    IReadOnlyList<Candidate> Add,
    IReadOnlyList<(Candidate Candidate, Settled Settled)> Settle,
    IReadOnlyList<(Candidate Candidate, Addition Past)> Underway
)
{
    public int CountOf(ShowStatus status) => Settle.Count(one => one.Settled.Status == status);

    /// <param name="past">What was done about them before, by their ids.</param>
    public static Fates Of(IReadOnlyList<Candidate> wanted, Stock stock, IReadOnlyDictionary<long, Addition> past, Budget budget)
    {
        var (add, settle, underway, left) = (
            new List<Candidate>(),
            new List<(Candidate, Settled)>(),
            new List<(Candidate, Addition)>(),
            budget.Left
        );
        foreach (var candidate in wanted)
            if (past.GetValueOrDefault(candidate.Id) is { IsUnderway: true } begun)
                underway.Add((candidate, begun));
            else if (Objection(candidate, stock, past.GetValueOrDefault(candidate.Id)) is { } settled)
                settle.Add((candidate, settled));
            else if (candidate.ByUser || left-- > 0)
                add.Add(candidate);
            else
                settle.Add((candidate, new Settled(ShowStatus.Review, budget.Words)));
        return new(add, settle, underway);
    }

    private static Settled? Objection(Candidate candidate, Stock stock, Addition? past)
    {
        if (candidate.Number is not { } number)
            return new Settled(ShowStatus.PendingTvdb, "The catalogue has no TVDB id for it yet.");
        if (stock.Kept.TryGetValue(number, out var id))
            return new Settled(ShowStatus.Exists, Note: null) { SeriesId = id, Instance = candidate.Routing.Instance };
        if (stock.Excluded.Contains(number))
            return new Settled(ShowStatus.Skipped, "It stands on the list of exclusions there. Take it off that list to have it added.");
        return past is { WasThere: true } && !candidate.ByUser
            ? new Settled(ShowStatus.Skipped, "It was there and was deleted there, so it is not added again. Approve it if you want it back.")
            : null;
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
