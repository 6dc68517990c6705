using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake;

/// <summary>The last that was heard of everything, as long as it can be repeated.</summary>
internal static class FactsTable
{
    // A clock that was set back leaves moments ahead of it: they count for nothing then.
    private const long Ahead = 60 * 60 * 1000;

    /// <summary>Writes down what is new.</summary>
    /// <returns>Whether it was new.</returns>
    public static async ValueTask<bool> HearAsync(Session session, Fact fact, long inboxId, long now) =>
        await session.ExecuteAsync(
            """
            INSERT INTO webhook_facts (subject, content, stamp, heard_at, inbox_id) VALUES (@p1, @p2, @p3, @p4, @p5)
            ON CONFLICT (subject) DO UPDATE SET
                content = excluded.content, stamp = excluded.stamp, heard_at = excluded.heard_at, inbox_id = excluded.inbox_id
            WHERE webhook_facts.content <> excluded.content OR webhook_facts.stamp <> excluded.stamp
                OR webhook_facts.heard_at NOT BETWEEN @p6 AND @p7
            """,
            fact.Subject,
            fact.Content,
            fact.Stamp,
            now,
            inboxId,
            now - (long)fact.Window.TotalMilliseconds,
            now + Ahead
        ) > 0;

    /// <returns>The entry that said so first, under whichever subject; null when nobody did.</returns>
    public static async ValueTask<long?> SourceAsync(Session session, Fact fact, long now) =>
        await SourceAsync(session, fact, fact.Subject, now) ?? await SourceElsewhereAsync(session, fact, now);

    public static async ValueTask<long?> SourceElsewhereAsync(Session session, Fact fact, long now)
    {
        foreach (var subject in fact.Elsewhere)
            if (await SourceAsync(session, fact, subject, now) is { } source)
                return source;
        return null;
    }

    public static ValueTask<long?> SourceAsync(Session session, Fact fact, string subject, long now) =>
        session.FirstAsync<long?>(
            """
            SELECT inbox_id FROM webhook_facts
            WHERE subject = @p1 AND content = @p2 AND (stamp IS NULL OR @p3 IS NULL OR stamp = @p3) AND heard_at BETWEEN @p4 AND @p5
            """,
            row => row.GetInt64(0),
            subject,
            fact.Content,
            fact.Stamp,
            now - (long)fact.Window.TotalMilliseconds,
            now + Ahead
        );

    public static ValueTask<int> ForgetAsync(Session session, long before, int limit) =>
        session.ExecuteAsync(
            """
            DELETE FROM webhook_facts WHERE subject IN (SELECT subject FROM webhook_facts WHERE heard_at < @p1 LIMIT @p2)
            """,
            before,
            limit
        );
}
