using System.Globalization;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Review;

public enum ReviewDecision
{
    /// <summary>It is added, whatever the budget and the rules say.</summary>
    Approve,

    /// <summary>It is not added by us.</summary>
    Reject,

    /// <summary>Nor by the app's own lists.</summary>
    Never,
}

/// <param name="Key">Like tvmaze:82.</param>
internal sealed record ReviewItem(string Key, string Kind, Wish Wish);

/// <param name="Unknown">Keys that no catalogue has.</param>
/// <param name="Settled">Keys of what is there already.</param>
internal sealed record Decided(int Count, IReadOnlyList<string> Unknown, IReadOnlyList<string> Settled);

/// <summary>What waits for a person, and what the person says. No rule, update or restart changes it again.</summary>
internal sealed class ReviewDesk(WishBook book, Database database, JobQueue queue, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <summary>Whether it is a key of one of our catalogues, though there may be nothing under it.</summary>
    public bool IsKey(string text) => Place(text) is not null;

    /// <param name="after">The key of the last one of the page before.</param>
    public async Task<IReadOnlyList<ReviewItem>> ListAsync(ShowStatus status, string? after, int limit, CancellationToken ct)
    {
        var (from, last) = after is null ? (0, 0) : Place(after) ?? (0, 0);
        var found = new List<ReviewItem>();
        for (var i = from; i < book.All.Count && found.Count < limit; i++)
        {
            var some = await book.All[i].ListAsync(status, i == from ? last : 0, limit - found.Count, ct);
            found.AddRange(some.Select(wish => ItemOf(book.All[i], wish)));
        }
        return found;
    }

    public async Task<Decided> DecideAsync(ReviewDecision decision, IEnumerable<string> keys, CancellationToken ct)
    {
        var (unknown, settled, chosen) = (new List<string>(), new List<string>(), new List<ReviewItem>());
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
            if (await FindAsync(key, ct) is not { } item)
                unknown.Add(key);
            else if (item.Wish.Status is ShowStatus.Added or ShowStatus.Exists)
                settled.Add(key);
            else
                chosen.Add(item);
        return new(await DecideAsync(decision, chosen, ct), unknown, settled);
    }

    /// <summary>For everything that waits at this moment.</summary>
    public async Task<Decided> DecideAllAsync(ReviewDecision decision, CancellationToken ct)
    {
        var (count, last) = (0, (string?)null);
        while (await ListAsync(ShowStatus.Review, last, AtOnce, ct) is { Count: > 0 } some)
            (count, last) = (count + await DecideAsync(decision, some, ct), some[^1].Key);
        return new(count, [], []);
    }

    private async Task<int> DecideAsync(ReviewDecision decision, IReadOnlyList<ReviewItem> chosen, CancellationToken ct)
    {
        foreach (var some in chosen.Chunk(AtOnce))
            await database.WriteAsync(session => DecideAsync(session, decision, some), WriteKind.Upkeep, ct);
        if (chosen.Count > 0 && decision is ReviewDecision.Approve)
            await queue.EnqueueAsync(new PlanAdditions(), ct: ct);
        if (chosen.Count > 0 && decision is ReviewDecision.Never)
            await queue.EnqueueAllAsync(chosen.Where(item => item.Wish.Number is not null).Select(NeverAgain.Of), ct: ct);
        return chosen.Count;
    }

    private async ValueTask<int> DecideAsync(Session session, ReviewDecision decision, ReviewItem[] some)
    {
        foreach (var item in some)
            await book.Of(item.Kind).SettleAsync(session, item.Wish.Id, Of(decision), clock.GetUtcNow());
        return some.Length;
    }

    private static Settled Of(ReviewDecision decision) =>
        decision switch
        {
            ReviewDecision.Approve => new Settled(ShowStatus.Wanted, "You approved it.") { ByUser = true },
            ReviewDecision.Reject => new Settled(ShowStatus.Rejected, "You rejected it.") { ByUser = true },
            _ => new Settled(ShowStatus.Skipped, "You said never again.") { ByUser = true },
        };

    /// <returns>Null when no catalogue has it.</returns>
    public async Task<ReviewItem?> FindAsync(string key, CancellationToken ct) =>
        Place(key) is { } place && await book.All[place.Catalogue].FindAsync(place.Id, ct) is { } wish
            ? ItemOf(book.All[place.Catalogue], wish)
            : null;

    private (int Catalogue, long Id)? Place(string key) =>
        key.Split(':') is [var source, var number]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && book.OfSource(source) is { } wishes
            ? (book.All.ToList().IndexOf(wishes), id)
            : null;

    private static ReviewItem ItemOf(IWishes wishes, Wish wish) =>
        new($"{wishes.Source}:{wish.Id.ToString(CultureInfo.InvariantCulture)}", wishes.Kind, wish);
}
