using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Review;

/// <summary>A person takes back what was decided, by itself or by the rules, as long as nothing came of it.</summary>
internal sealed class SecondThoughts(ReviewDesk desk, WishBook book, Database database, Law law, Course course)
{
    private static readonly Settled Again = new(ShowStatus.Review, "You took your decision back.");

    /// <summary>They wait for a person again.</summary>
    public async Task<Decided> WaitAgainAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        var (count, unknown, settled) = (0, new List<string>(), new List<string>());
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
            if (await desk.FindAsync(key, ct) is not { } item)
                unknown.Add(key);
            else if (await ReleaseAsync(item, ct))
                count++;
            else
                settled.Add(key);
        return new(count, unknown, settled);
    }

    /// <summary>The rules decide about a show as if it were new and nobody had been asked.</summary>
    /// <returns>Where it stands by that; null when there is no such show, or Sonarr has it.</returns>
    public Task<ShowStatus?> ReconsiderAsync(long id, CancellationToken ct) =>
        database.WriteAsync(session => ReconsiderAsync(session, id), WriteKind.Upkeep, ct);

    private Task<bool> ReleaseAsync(ReviewItem item, CancellationToken ct) =>
        database.WriteAsync(session => book.Of(item.Kind).ReleaseAsync(session, item.Wish.Id, Again, law.Now), WriteKind.Upkeep, ct);

    private async ValueTask<ShowStatus?> ReconsiderAsync(Session session, long id)
    {
        var now = law.Now;
        var open = new Settled(ShowStatus.Pending, Note: null);
        if (await ShowsTable.FindAsync(session, id) is not { Show: var show } || !await ShowsTable.ReleaseAsync(session, id, open, now))
            return null;
        var verdict = law.Judge.Of(show);
        var asNew = new Candidate(id, show.TvdbId is not null, News.Some, new Standing(ShowStatus.Pending, ByUser: false));
        var then = course.After(asNew, verdict, now);
        await ShowsTable.JudgeAsync(session, id, verdict, then, now.ToUnixTimeMilliseconds());
        return then.Status;
    }
}
