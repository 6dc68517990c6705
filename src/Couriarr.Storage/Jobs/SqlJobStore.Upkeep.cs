using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>What time does to jobs: clocks that were wrong, history that is old enough.</summary>
internal partial class SqlJobStore
{
    public Task<int> StraightenAsync(DateTimeOffset now, DateTimeOffset latest, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    "UPDATE job_queue SET rank = rank - run_at + @p1, run_at = @p1 WHERE state IN ('scheduled', 'failed') AND state = 'failed' AND run_at > @p1",
                    latest.ToMs()
                )
                + await StraightenWaitingAsync(session, now, latest)
                + await session.ExecuteAsync("UPDATE job_gates SET probe_at = @p1 WHERE probe_at > @p2", now.ToMs(), latest.ToMs()),
            WriteKind.Upkeep,
            ct
        );

    public Task<int> PruneAsync(Pruning pruning, CancellationToken ct) =>
        database.WriteAsync(session => PruneAsync(session, pruning), WriteKind.Upkeep, ct);

    // By rank, lane by lane, so that the index answers and a long queue is not read.
    private static async ValueTask<int> StraightenWaitingAsync(Session session, DateTimeOffset now, DateTimeOffset latest)
    {
        var straightened = 0;
        foreach (var lane in await LanesAsync(session))
            straightened += await session.ExecuteAsync(
                """
                UPDATE job_queue SET rank = rank - run_at + @p2, run_at = @p2 WHERE id IN (
                    SELECT id FROM job_queue WHERE state = 'waiting' AND lane = @p1 ORDER BY rank DESC LIMIT 1000)
                AND run_at > @p3
                """,
                lane,
                now.ToMs(),
                latest.ToMs()
            );
        return straightened;
    }

    // Hops from lane to lane instead of reading every waiting job.
    private static ValueTask<List<string>> LanesAsync(Session session) =>
        session.QueryAsync(
            """
            WITH RECURSIVE hop (lane) AS (
                SELECT min(lane) FROM job_queue WHERE state = 'waiting'
                UNION ALL
                SELECT (SELECT min(lane) FROM job_queue WHERE state = 'waiting' AND lane > hop.lane) FROM hop WHERE hop.lane IS NOT NULL)
            SELECT lane FROM hop WHERE lane IS NOT NULL
            """,
            row => row.GetString(0)
        );

    private static async ValueTask<int> PruneAsync(Session session, Pruning pruning)
    {
        var forgotten = await session.QueryAsync(
            """
            DELETE FROM job_history WHERE id IN (
                SELECT id FROM job_history
                WHERE completed_at < @p4 AND (CASE WHEN state = 'dead' THEN completed_at < @p2 ELSE completed_at < @p1 END)
                    AND id NOT IN (SELECT job_id FROM schedule_ticks WHERE id IN (
                        SELECT max(id) FROM schedule_ticks WHERE job_id IS NOT NULL GROUP BY schedule))
                LIMIT @p3)
            RETURNING id
            """,
            row => row.GetInt64(0),
            pruning.EndedWellBefore.ToMs(),
            pruning.FailedBefore.ToMs(),
            pruning.Limit,
            Math.Max(pruning.EndedWellBefore.ToMs(), pruning.FailedBefore.ToMs())
        );
        foreach (var id in forgotten)
            await session.ExecuteAsync("DELETE FROM job_attempts WHERE job_id = @p1", id);
        await session.ExecuteAsync(
            """
            DELETE FROM schedule_ticks WHERE tick_at < @p1
                AND id NOT IN (SELECT max(id) FROM schedule_ticks GROUP BY schedule)
                AND id NOT IN (SELECT max(id) FROM schedule_ticks WHERE job_id IS NOT NULL GROUP BY schedule)
            """,
            pruning.EndedWellBefore.ToMs()
        );
        return forgotten.Count;
    }
}
