using Couriarr.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake;

/// <param name="Id">The entry; of what was known already, the one that said it first.</param>
internal sealed record Written(long Id, bool IsNew);

/// <summary>Puts webhooks into the inbox, in one write each: when the call returns, it is there for good.</summary>
internal sealed class InboxWriter(Database database, TimeProvider clock, IFailPoints failPoints, Bell bell)
{
    public async Task<Written> AddAsync(NewEntry entry)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        // Not given up when the sender hangs up: he may never say it again.
        var written = await database.WriteAsync(
            async session =>
            {
                var written = await AddAsync(session, entry, now);
                failPoints.Reach("intake.before_commit");
                return written;
            },
            WriteKind.Growth,
            CancellationToken.None
        );
        if (written.IsNew && entry.Outcome == InboxEntry.Accepted)
            bell.Ring();
        return written;
    }

    /// <summary>Files an entry under the instance that it turned out to be of, and remembers there what it says.</summary>
    /// <param name="guessed">Under what it said so before: that counts no more, lest it stand for what happened in another instance.</param>
    /// <returns>The entry as it is now: what another one told of that instance counts as heard before.</returns>
    public Task<InboxEntry> RefileAsync(
        InboxEntry entry,
        IReadOnlyList<IReadOnlyList<Fact>> facts,
        IEnumerable<Fact> guessed,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return database.WriteAsync(
            async session =>
            {
                foreach (var fact in guessed)
                    await FactsTable.TakeBackAsync(session, fact.Subject, entry.Id);
                var known = new SortedSet<int>(entry.HeardBefore);
                for (var i = 0; i < facts.Count; i++)
                    if (!known.Contains(i) && !await IsOwnAsync(session, facts[i], entry.Id, now))
                        known.Add(i);
                var refiled = entry with { HeardBefore = [.. known], InDoubt = false };
                await InboxTable.RefileAsync(session, refiled);
                return refiled;
            },
            WriteKind.Upkeep,
            ct
        );
    }

    /// <returns>The entry that said it first; null when not all of it is known.</returns>
    public Task<long?> FirstOfAsync(IReadOnlyList<IReadOnlyList<Fact>> facts, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return database.ReadAsync<long?>(
            async session =>
            {
                long? first = null;
                foreach (var fact in facts.SelectMany(some => some))
                {
                    if (await FactsTable.SourceAsync(session, fact, now) is not { } source)
                        return null;
                    first ??= source;
                }
                return first;
            },
            ct
        );
    }

    private static async ValueTask<Written> AddAsync(Session session, NewEntry entry, long now)
    {
        var id = await InboxTable.AddAsync(session, entry, now);
        var known = new List<int>();
        for (var i = 0; i < entry.Facts.Count; i++)
            if (!await IsNewsAsync(session, entry.Facts[i], id, now))
                known.Add(i);
        if (known.Count == 0)
            return new Written(id, IsNew: true);
        if (known.Count < entry.Facts.Count)
        {
            await InboxTable.NoteHeardAsync(session, id, known);
            return new Written(id, IsNew: true);
        }
        var first = (await FactsTable.SourceAsync(session, entry.Facts[0][0], now))!.Value;
        await InboxTable.TakeBackAsync(session, id, first);
        return new Written(first, IsNew: false);
    }

    private static async ValueTask<bool> IsNewsAsync(Session session, IReadOnlyList<Fact> facts, long id, long now)
    {
        var isNews = false;
        foreach (var fact in facts)
            isNews |=
                await FactsTable.SourceElsewhereAsync(session, fact, now) is null && await FactsTable.HearAsync(session, fact, id, now);
        return isNews;
    }

    // Whatever nobody else had said is its own from now on.
    private static async ValueTask<bool> IsOwnAsync(Session session, IReadOnlyList<Fact> facts, long id, long now)
    {
        var isOwn = false;
        foreach (var fact in facts)
            isOwn |=
                await FactsTable.HearAsync(session, fact, id, now) || await FactsTable.SourceAsync(session, fact, fact.Subject, now) == id;
        return isOwn;
    }
}
