using System.Text.Json;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake;

/// <summary>What was taken and what came of it (webhook_inbox).</summary>
internal sealed partial class InboxTable(Database database, IQueueMemory memory)
{
    private const string Columns = """
        id, instance, app, event_type, outcome, work_key, title, warning, received_at, deliveries, heard_before, replayed_from, job_id,
        handled_at, note, from_history, in_doubt
        """;

    public static ValueTask<long> AddAsync(Session session, NewEntry entry, long now) =>
        session.FirstAsync(
            """
            INSERT INTO webhook_inbox (instance, app, event_type, outcome, work_key, title, warning, payload, received_at, replayed_from, trace,
                from_history, in_doubt)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13) RETURNING id
            """,
            row => row.GetInt64(0),
            entry.Instance,
            entry.App,
            entry.EventType,
            entry.Outcome,
            entry.WorkKey,
            entry.Title,
            entry.Warning,
            entry.Payload,
            now,
            entry.ReplayedFrom,
            entry.Trace,
            entry.FromHistory ? 1 : 0,
            entry.InDoubt ? 1 : 0
        );

    public static ValueTask<int> NoteHeardAsync(Session session, long id, IReadOnlyList<int> positions) =>
        session.ExecuteAsync("UPDATE webhook_inbox SET heard_before = @p2 WHERE id = @p1", id, JsonSerializer.Serialize(positions));

    /// <summary>Nothing in it was new: it counts for the one that said it first.</summary>
    public static async ValueTask TakeBackAsync(Session session, long id, long first)
    {
        await session.ExecuteAsync("DELETE FROM webhook_inbox WHERE id = @p1", id);
        await session.ExecuteAsync("UPDATE webhook_inbox SET deliveries = deliveries + 1 WHERE id = @p1", first);
    }

    /// <summary>Those that no job sees to yet, oldest first.</summary>
    public Task<List<WebhookReceived>> UndispatchedAsync(int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT id, trace FROM webhook_inbox WHERE job_id IS NULL AND outcome = 'accepted' ORDER BY id LIMIT @p1",
                    row => new WebhookReceived(row.GetInt64(0), Text(row, 1)),
                    limit
                ),
            ct
        );

    public Task<long> CountUndispatchedAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    "SELECT count(*) FROM webhook_inbox WHERE job_id IS NULL AND outcome = 'accepted'",
                    row => row.GetInt64(0)
                ),
            ct
        );

    public Task<int> DispatchedAsync(IReadOnlyList<(long Entry, long Job)> pairs, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var marked = 0;
                foreach (var (entry, job) in pairs)
                {
                    marked += await session.ExecuteAsync(
                        "UPDATE webhook_inbox SET job_id = @p2 WHERE id = @p1 AND job_id IS NULL",
                        entry,
                        job
                    );
                    await NoteOpenAsync(session, entry);
                }
                return marked;
            },
            WriteKind.Upkeep,
            ct
        );

    /// <summary>Only one job may ever say so of an entry, however often it does.</summary>
    /// <param name="instead">The job that will not.</param>
    /// <returns>False when it is another job's.</returns>
    public async Task<bool> HandledAsync(long id, long job, string note, DateTimeOffset now, long? instead, CancellationToken ct) =>
        await database.WriteAsync(
            async session =>
            {
                var marked = await session.ExecuteAsync(
                    """
                    UPDATE webhook_inbox SET job_id = @p2, handled_at = @p3, note = @p4
                    WHERE id = @p1 AND (job_id IS NULL OR job_id = @p2 OR job_id = @p5)
                    """,
                    id,
                    job,
                    now.ToUnixTimeMilliseconds(),
                    note,
                    instead ?? job
                );
                await NoteOpenAsync(session, id);
                return marked;
            },
            WriteKind.Upkeep,
            ct
        ) > 0;

    public Task<InboxEntry?> FindAsync(long id, CancellationToken ct) =>
        database.ReadAsync(session => session.FirstAsync($"SELECT {Columns}, payload FROM webhook_inbox WHERE id = @p1", Read, id), ct);

    public Task<List<InboxEntry>> ListAsync(InboxQuery query, CancellationToken ct)
    {
        var (conditions, values) = InboxSearch.Conditions(query);
        return database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"SELECT {Columns}, '' FROM webhook_inbox {conditions} ORDER BY id DESC LIMIT @p{values.Length + 1}",
                    Read,
                    [.. values, query.Limit]
                ),
            ct
        );
    }

    /// <summary>Never what the queue has not seen yet.</summary>
    public static ValueTask<int> ForgetAsync(Session session, long before, int limit) =>
        session.ExecuteAsync(
            """
            DELETE FROM webhook_inbox WHERE id IN (
                SELECT id FROM webhook_inbox WHERE received_at < @p1 AND (outcome <> 'accepted' OR job_id IS NOT NULL) LIMIT @p2)
            """,
            before,
            limit
        );

    // A queue in the database itself loses nothing by itself.
    private ValueTask<int> NoteOpenAsync(Session session, long id) => memory.MayForget ? OpenTable.NoteAsync(session, id) : new(0);

    private static InboxEntry Read(Row row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(17))
        {
            WorkKey = Text(row, 5),
            Title = Text(row, 6),
            Warning = Text(row, 7),
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
            Deliveries = row.GetInt64(9),
            HeardBefore = Text(row, 10) is { } positions ? JsonSerializer.Deserialize<int[]>(positions)! : [],
            ReplayedFrom = Number(row, 11),
            JobId = Number(row, 12),
            HandledAt = Number(row, 13) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            Note = Text(row, 14),
            FromHistory = row.GetInt64(15) != 0,
            InDoubt = row.GetInt64(16) != 0,
        };

    private static string? Text(Row row, int column) => row.IsNull(column) ? null : row.GetString(column);

    private static long? Number(Row row, int column) => row.IsNull(column) ? null : row.GetInt64(column);
}
