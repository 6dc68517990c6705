using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Tvmaze;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>What the feed of changes means for what is stored.</summary>
/// <param name="ToAsk">What changed or is new, with the moment of its change.</param>
/// <param name="Gone">Known here, and no longer in the list of all shows.</param>
/// <param name="Back">Were missed, and are there after all.</param>
internal sealed record Changes(IReadOnlyDictionary<long, long> ToAsk, IReadOnlyList<long> Gone, IReadOnlyList<long> Back)
{
    private static readonly TimeSpan WholeEvery = TimeSpan.FromDays(1);

    // The feed may be an hour old, and clocks differ.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(2);

    // A page costs one call as one show does, but may be old.
    private const int WorthAPage = 3;

    /// <summary>How far back to ask: never less than since the last time, however long that was, and once a day everything.</summary>
    public static Reaching Reach(Progress progress, UpdateWindow least, DateTimeOffset now)
    {
        if (progress.Sync.LastUpdatesCheck is not { } last || last > now)
            return Reaching.Everything;
        if (progress.LastWholeCheck is not { } whole || whole > now || now - whole >= WholeEvery)
            return Reaching.Everything;
        var away = now - last + Margin;
        var needed =
            away < TimeSpan.FromDays(1) ? Reaching.Day
            : away < TimeSpan.FromDays(7) ? Reaching.Week
            : away < TimeSpan.FromDays(28) ? Reaching.Month
            : Reaching.Everything;
        var wanted = (Reaching)(int)least;
        return needed > wanted ? needed : wanted;
    }

    /// <param name="isWhole">The feed names all shows, so that what it does not name is gone.</param>
    public static Changes Of(IReadOnlyDictionary<long, long> feed, IReadOnlyList<StoredShow> stored, bool isWhole)
    {
        var known = stored.ToDictionary(show => show.Id);
        return new(
            feed.Where(change => !known.TryGetValue(change.Key, out var show) || change.Value > show.Updated || show.IsRemoved)
                .ToDictionary(),
            isWhole ? [.. stored.Where(show => !show.IsRemoved && !feed.ContainsKey(show.Id)).Select(show => show.Id)] : [],
            [.. stored.Where(show => show.IsMissed && !show.IsRemoved && feed.ContainsKey(show.Id)).Select(show => show.Id)]
        );
    }

    /// <summary>The pages of which so many shows changed that asking for the page is cheaper.</summary>
    public IEnumerable<int> Pages =>
        ToAsk.Keys.CountBy(Crawl.PageOf).Where(page => page.Value >= WorthAPage).Select(page => page.Key).Order();
}
