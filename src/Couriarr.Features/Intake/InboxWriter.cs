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

    /// <returns>The entry that said it first; null when not all of it is known.</returns>
    public Task<long?> FirstOfAsync(IReadOnlyList<IReadOnlyList<Fact>> facts, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return database.ReadAsync<long?>(
            async session =>
            {
                foreach (var fact in facts.SelectMany(some => some))
                    if (!await FactsTable.IsKnownAsync(session, fact, now))
                        return null;
                return await FactsTable.SourceAsync(session, facts[0][0]);
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
        var first = await FactsTable.SourceAsync(session, entry.Facts[0][0]);
        await InboxTable.TakeBackAsync(session, id, first);
        return new Written(first, IsNew: false);
    }

    private static async ValueTask<bool> IsNewsAsync(Session session, IReadOnlyList<Fact> facts, long id, long now)
    {
        var isNews = false;
        foreach (var fact in facts)
            isNews |= await FactsTable.HearAsync(session, fact, id, now);
        return isNews;
    }
}
