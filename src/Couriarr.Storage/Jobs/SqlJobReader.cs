using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>What people ask about jobs, live and ended.</summary>
internal sealed partial class SqlJobReader(Database database) : IJobReader
{
    // A waiting job of a paused lane reads as blocked.
    private const string Seen = """
        SELECT j.id, type, lane, priority, CASE WHEN pause.name IS NULL THEN state ELSE 'blocked' END AS state, payload, payload_version, run_at,
            created_at, started_at, retry_count, max_retries, crash_count, gate, unique_key, parent_id, root_id,
            CASE WHEN pause.name IS NULL THEN note ELSE pause.reason END AS note,
            CAST(NULL AS bigint) AS completed_at, CASE WHEN pause.name IS NULL THEN blocked_by ELSE pause.name END AS blocked_by
        FROM job_queue j LEFT JOIN job_gates pause ON j.state = 'waiting' AND pause.name = 'lane:' || j.lane
        """;

    private const string Ended = $"SELECT {JobRow.Shared}, completed_at, NULL AS blocked_by FROM job_history";

    public Task<JobRecord?> FindAsync(JobId id, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT * FROM ({Seen}) seen WHERE id = @p1 UNION ALL {Ended} WHERE id = @p1 LIMIT 1",
                    JobRow.Read,
                    id.Value
                ),
            ct
        );

    public Task<IReadOnlyList<JobRecord>> ListAsync(JobQuery query, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<JobRecord>>(
            async session =>
            {
                var jobs = new List<JobRecord>();
                if (query.States is null or [] || query.States.Any(s => !s.IsEnded()))
                    jobs.AddRange(await ListAsync(session, Seen, query, ended: false));
                if (query.States is null or [] || query.States.Any(s => s.IsEnded()))
                    jobs.AddRange(await ListAsync(session, Ended, query, ended: true));
                return [.. jobs.OrderBy(j => query.OldestFirst ? j.Id.Value : -j.Id.Value).Take(query.Limit)];
            },
            ct
        );

    public Task<IReadOnlyList<JobAttempt>> AttemptsAsync(JobId id, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<JobAttempt>>(
            async session =>
                await session.QueryAsync(
                    "SELECT number, started_at, ended_at, outcome, error FROM job_attempts WHERE job_id = @p1 ORDER BY started_at, ended_at",
                    row => new JobAttempt(
                        row.GetInt32(0),
                        row.GetInt64(1).ToTime(),
                        row.GetInt64(2).ToTime(),
                        row.GetString(3),
                        row.TextOrNull(4)
                    ),
                    id.Value
                ),
            ct
        );

    public Task<IReadOnlyList<Gate>> GatesAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Gate>>(
            async session =>
                await session.QueryAsync(
                    "SELECT name, reason, closed_at, probe_at FROM job_gates ORDER BY name",
                    row => new Gate(row.GetString(0), row.GetString(1), row.GetInt64(2).ToTime(), row.TimeOrNull(3))
                ),
            ct
        );

    public Task<IReadOnlyList<Tick>> TicksAsync(CancellationToken ct) =>
        TicksAsync("SELECT max(id) FROM schedule_ticks GROUP BY schedule", ct);

    public Task<IReadOnlyList<Tick>> FiredAsync(CancellationToken ct) =>
        TicksAsync("SELECT max(id) FROM schedule_ticks WHERE job_id IS NOT NULL GROUP BY schedule", ct);

    public Task<IReadOnlyList<string>> LanesAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async session => await session.QueryAsync("SELECT DISTINCT lane FROM job_queue", row => row.GetString(0)),
            ct
        );

    private Task<IReadOnlyList<Tick>> TicksAsync(string ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Tick>>(
            async session =>
                await session.QueryAsync(
                    $"SELECT schedule, line, tick_at, job_id FROM schedule_ticks WHERE id IN ({ids})",
                    row => new Tick(row.GetString(0), row.GetString(1), row.GetInt64(2).ToTime(), row.IdOrNull(3))
                ),
            ct
        );

    private static async ValueTask<List<JobRecord>> ListAsync(Session session, string source, JobQuery query, bool ended)
    {
        var (conditions, values) = JobSearch.Conditions(query, ended);
        return await session.QueryAsync(
            $"SELECT * FROM ({source}) found {conditions} ORDER BY id {(query.OldestFirst ? "ASC" : "DESC")} LIMIT @p{values.Length + 1}",
            JobRow.Read,
            [.. values, query.Limit]
        );
    }
}
