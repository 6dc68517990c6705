using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>What people, gates and the calendar ask of jobs.</summary>
internal partial class SqlJobStore
{
    public Task<bool> CancelAsync(JobId id, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await sql.HoldAsync(session, id);
                var ended = await session.ExecuteAsync(
                    $"""
                    INSERT INTO job_history ({JobRow.Shared}, completed_at)
                    SELECT id, type, lane, priority, 'cancelled', payload, payload_version, run_at, created_at, started_at,
                        retry_count, max_retries, crash_count, gate, unique_key, parent_id, root_id, 'Cancelled.', @p2
                    FROM job_queue WHERE id = @p1 AND state <> 'running'
                    """,
                    id.Value,
                    now.ToMs()
                );
                return ended > 0
                    ? await session.ExecuteAsync("DELETE FROM job_queue WHERE id = @p1", id.Value) > 0
                    : await session.ExecuteAsync("UPDATE job_queue SET cancel_requested = 1 WHERE id = @p1", id.Value) > 0;
            },
            WriteKind.Upkeep,
            ct
        );

    public virtual Task<IReadOnlyList<JobId>> ReviveAsync(IReadOnlyList<Revival> revivals, CancellationToken ct) =>
        database.WriteAsync<IReadOnlyList<JobId>>(
            async session =>
            {
                var revived = new List<JobId>();
                foreach (var revival in revivals)
                    if (await HurryAsync(session, revival) || await BringBackAsync(session, revival))
                        revived.Add(revival.Id);
                return revived;
            },
            WriteKind.Upkeep,
            ct
        );

    public virtual Task<bool> RushAsync(JobId id, long rank, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    """
                    UPDATE job_queue SET state = 'waiting', run_at = @p3, rank = @p2
                    WHERE id = @p1 AND state IN ('scheduled', 'failed', 'waiting')
                    """,
                    id.Value,
                    rank,
                    now.ToMs()
                ) > 0,
            WriteKind.Upkeep,
            ct
        );

    public Task<bool> CloseAsync(Gate gate, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                // A probe that waits in a lane that is paused now tells nothing: another lane may send one.
                await session.ExecuteAsync(
                    "UPDATE job_queue SET is_probe = 0 WHERE is_probe = 1 AND state = 'waiting' AND 'lane:' || lane = @p1",
                    gate.Name
                );
                var closed = await session.ExecuteAsync(
                    "INSERT INTO job_gates (name, reason, closed_at, probe_at) VALUES (@p1, @p2, @p3, @p4) ON CONFLICT (name) DO NOTHING",
                    gate.Name,
                    gate.Reason,
                    gate.ClosedAt.ToMs(),
                    gate.ProbeAt?.ToMs()
                );
                if (closed > 0)
                    return true;
                await session.ExecuteAsync(
                    "UPDATE job_gates SET reason = @p2, probe_at = @p3 WHERE name = @p1 AND (probe_at IS NOT NULL OR @p3 IS NULL)",
                    gate.Name,
                    gate.Reason,
                    gate.ProbeAt?.ToMs()
                );
                return false;
            },
            WriteKind.Upkeep,
            ct
        );

    public virtual Task<bool> OpenAsync(string gate, bool byPerson, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var evenPaused = byPerson ? 1 : 0;
                var opened = await session.ExecuteAsync(
                    "DELETE FROM job_gates WHERE name = @p1 AND (probe_at IS NOT NULL OR @p2 = 1)",
                    gate,
                    evenPaused
                );
                if (opened == 0)
                    return false;
                await ReleaseAsync(session, gate);
                await session.ExecuteAsync(
                    "UPDATE job_queue SET is_probe = 0 WHERE gate = @p1 AND is_probe = 1 AND state = 'waiting'",
                    gate
                );
                return true;
            },
            WriteKind.Upkeep,
            ct
        );

    public Task<int> UnparkAsync(CancellationToken ct) =>
        database.WriteAsync(session => ReleaseAsync(session, JobRecord.Parked), WriteKind.Upkeep, ct);

    public virtual Task<Tick?> FireAsync(string schedule, string line, DateTimeOffset at, NewJob? job, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var written = await session.ExecuteAsync(
                    "INSERT INTO schedule_ticks (schedule, line, tick_at) VALUES (@p1, @p2, @p3) ON CONFLICT DO NOTHING",
                    schedule,
                    line,
                    at.ToMs()
                );
                if (written == 0)
                    return null;
                JobId? id = job is null ? null : await AddAsync(session, job);
                await session.ExecuteAsync(
                    "UPDATE schedule_ticks SET job_id = @p4 WHERE schedule = @p1 AND line = @p2 AND tick_at = @p3",
                    schedule,
                    line,
                    at.ToMs(),
                    id?.Value
                );
                return new Tick(schedule, line, at, id);
            },
            WriteKind.Upkeep,
            ct
        );

    // Not ended: it only comes sooner, and keeps the count of its failures.
    private static async ValueTask<bool> HurryAsync(Session session, Revival revival) =>
        await session.ExecuteAsync(
            "UPDATE job_queue SET state = 'scheduled', run_at = @p2, rank = @p3 WHERE id = @p1 AND state IN ('scheduled', 'failed')",
            revival.Id.Value,
            revival.RunAt.ToMs(),
            revival.Rank
        ) > 0;

    private static async ValueTask<bool> BringBackAsync(Session session, Revival revival)
    {
        var back = await session.ExecuteAsync(
            """
            INSERT INTO job_queue (id, type, lane, priority, rank, state, payload, payload_version, run_at, created_at, started_at,
                max_retries, gate, unique_key, parent_id, root_id, note)
            SELECT id, type, lane, priority, @p3, 'scheduled', payload, payload_version, @p2, created_at, started_at,
                max_retries, gate, unique_key, parent_id, root_id, note
            FROM job_history ended WHERE id = @p1 AND NOT EXISTS (
                SELECT 1 FROM job_queue twin WHERE twin.unique_key = ended.unique_key AND twin.unique_key IS NOT NULL)
            """,
            revival.Id.Value,
            revival.RunAt.ToMs(),
            revival.Rank
        );
        if (back == 0)
            return false;
        // Its row was the only memory of a run that ended well.
        await session.ExecuteAsync(
            """
            INSERT INTO job_attempts (job_id, number, started_at, ended_at, outcome, error)
            SELECT id, retry_count + 1, started_at, completed_at, state, note FROM job_history
            WHERE id = @p1 AND state IN ('succeeded', 'skipped') AND started_at IS NOT NULL
            """,
            revival.Id.Value
        );
        return await session.ExecuteAsync("DELETE FROM job_history WHERE id = @p1", revival.Id.Value) > 0;
    }

    private static ValueTask<int> ReleaseAsync(Session session, string blockedBy) =>
        session.ExecuteAsync(
            "UPDATE job_queue SET state = 'waiting', blocked_by = NULL WHERE state = 'blocked' AND blocked_by = @p1",
            blockedBy
        );
}
