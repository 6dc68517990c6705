using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake;

/// <summary>The last that was heard of everything, as long as it can be repeated.</summary>
internal static class FactsTable
{
    // A clock that was set back leaves moments ahead of it: they count for nothing then.
    private const long Ahead = 60 * 60 * 1000;

    // Put together once: they are run with every webhook.
    private static readonly string Hear = $"""
        INSERT INTO webhook_facts (subject, content, stamp, download, heard_at, inbox_id) VALUES (@p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT (subject) DO UPDATE SET content = excluded.content, stamp = excluded.stamp, download = excluded.download,
            heard_at = excluded.heard_at, inbox_id = excluded.inbox_id
        WHERE webhook_facts.content <> excluded.content OR webhook_facts.download <> excluded.download
            OR {IsOtherStamp("webhook_facts.stamp", "excluded.stamp")} OR webhook_facts.heard_at NOT BETWEEN @p7 AND @p8
        """;

    private static readonly string Source = $"""
        SELECT inbox_id FROM webhook_facts
        WHERE subject = @p1 AND content = @p2 AND (stamp IS NULL OR @p3 IS NULL OR NOT ({IsOtherStamp("stamp", "@p3")}))
            AND (download IS NULL OR @p6 IS NULL OR download = @p6) AND heard_at BETWEEN @p4 AND @p5
        """;

    /// <summary>Writes down what is new.</summary>
    /// <returns>Whether it was new.</returns>
    public static async ValueTask<bool> HearAsync(Session session, Fact fact, long inboxId, long now) =>
        await session.ExecuteAsync(
            Hear,
            fact.Subject,
            fact.Content,
            fact.Stamp,
            fact.Download,
            now,
            inboxId,
            now - (long)fact.Window.TotalMilliseconds,
            now + Ahead
        ) > 0;

    /// <summary>An entry has no more to say under this subject.</summary>
    public static ValueTask<int> TakeBackAsync(Session session, string subject, long inboxId) =>
        session.ExecuteAsync("DELETE FROM webhook_facts WHERE subject = @p1 AND inbox_id = @p2", subject, inboxId);

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
            Source,
            row => row.GetInt64(0),
            subject,
            fact.Content,
            fact.Stamp,
            now - (long)fact.Window.TotalMilliseconds,
            now + Ahead,
            fact.Download
        );

    public static ValueTask<int> ForgetAsync(Session session, long before, int limit) =>
        session.ExecuteAsync(
            """
            DELETE FROM webhook_facts WHERE subject IN (SELECT subject FROM webhook_facts WHERE heard_at < @p1 LIMIT @p2)
            """,
            before,
            limit
        );

    // A history tells the second, a webhook a fraction of it: as far as both tell.
    private static string IsOtherStamp(string one, string other) =>
        $"(substr({one}, 1, 19) <> substr({other}, 1, 19) OR length({one}) = length({other}) AND {one} <> {other})";
}
