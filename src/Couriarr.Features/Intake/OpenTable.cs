using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake;

/// <summary>An entry that the queue has, and the job that sees to it.</summary>
internal sealed record OpenEntry(long Inbox, JobId Job)
{
    public bool IsHandled { get; init; }
}

/// <summary>The entries whose jobs have not all ended yet (webhook_open), of a queue that could lose them.</summary>
internal sealed class OpenTable(Database database)
{
    private const int AtOnce = 500;

    /// <summary>In the write that says which job sees to the entry.</summary>
    public static ValueTask<int> NoteAsync(Session session, long inbox) =>
        session.ExecuteAsync(
            """
            INSERT INTO webhook_open (inbox_id, job_id) SELECT id, job_id FROM webhook_inbox WHERE id = @p1 AND job_id IS NOT NULL
            ON CONFLICT (inbox_id) DO UPDATE SET job_id = excluded.job_id
            """,
            inbox
        );

    /// <summary>Some, in their order.</summary>
    public Task<List<OpenEntry>> ListAsync(long after, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT inbox_id, webhook_open.job_id, CASE WHEN handled_at IS NULL THEN 0 ELSE 1 END
                    FROM webhook_open LEFT JOIN webhook_inbox ON webhook_inbox.id = inbox_id
                    WHERE inbox_id > @p1 ORDER BY inbox_id LIMIT @p2
                    """,
                    row => new OpenEntry(row.GetInt64(0), new JobId(row.GetInt64(1))) { IsHandled = row.GetInt64(2) != 0 },
                    after,
                    AtOnce
                ),
            ct
        );

    public Task<int> EndedAsync(IReadOnlyList<OpenEntry> entries, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var ended = 0;
                foreach (var entry in entries)
                    ended += await RemoveAsync(session, entry);
                return ended;
            },
            WriteKind.Upkeep,
            ct
        );

    /// <summary>No job sees to them any more: they are new to the queue again.</summary>
    public Task<int> LostAsync(IReadOnlyList<OpenEntry> entries, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var lost = 0;
                foreach (var entry in entries)
                    if (await RemoveAsync(session, entry) > 0)
                        lost += await session.ExecuteAsync(
                            "UPDATE webhook_inbox SET job_id = NULL, handled_at = NULL, note = NULL WHERE id = @p1 AND job_id = @p2",
                            entry.Inbox,
                            entry.Job.Value
                        );
                return lost;
            },
            WriteKind.Upkeep,
            ct
        );

    private static ValueTask<int> RemoveAsync(Session session, OpenEntry entry) =>
        session.ExecuteAsync("DELETE FROM webhook_open WHERE inbox_id = @p1 AND job_id = @p2", entry.Inbox, entry.Job.Value);
}
