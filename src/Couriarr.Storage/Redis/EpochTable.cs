using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Redis;

/// <summary>What the database knows of the queue in Redis.</summary>
internal sealed class EpochTable(Database database)
{
    /// <summary>The epoch as it is known here; of a queue that Redis never held, one without a name.</summary>
    public Task<Epoch> ReadAsync(CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                if (await FindAsync(session) is { } known)
                    return known;
                var epoch = new Epoch(Epoch.NewName(), "", await LastIdAsync(session));
                await session.ExecuteAsync(
                    "INSERT INTO queue_epochs (id, installation, ids_from) VALUES (1, @p1, @p2)",
                    epoch.Installation,
                    epoch.IdsFrom
                );
                return epoch;
            },
            WriteKind.Upkeep,
            ct
        );

    /// <returns>False when another node has begun one already.</returns>
    public async Task<bool> ReplaceAsync(Epoch known, Epoch next, CancellationToken ct) =>
        await database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "UPDATE queue_epochs SET epoch = @p1, ids_from = @p2 WHERE id = 1 AND coalesce(epoch, '') = @p3",
                    next.Name,
                    next.IdsFrom,
                    known.Name
                ),
            WriteKind.Upkeep,
            ct
        ) > 0;

    /// <summary>The jobs that the database's own queue still holds.</summary>
    public Task<long> CountLeftBehindAsync(CancellationToken ct) =>
        database.ReadAsync(session => session.FirstAsync("SELECT count(*) FROM job_queue", row => row.GetInt64(0)), ct);

    private static ValueTask<Epoch?> FindAsync(Session session) =>
        session.FirstAsync(
            "SELECT installation, coalesce(epoch, ''), ids_from FROM queue_epochs WHERE id = 1",
            row => new Epoch(row.GetString(0), row.GetString(1), row.GetInt64(2))
        );

    // The ids of jobs stand in people's logs and in other tables: none is given out again.
    private static ValueTask<long> LastIdAsync(Session session) =>
        session.FirstAsync(
            "SELECT coalesce(max(id), 0) FROM (SELECT max(id) AS id FROM job_queue UNION ALL SELECT max(id) FROM job_history) known",
            row => row.GetInt64(0)
        );
}
