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
            NULL AS completed_at, CASE WHEN pause.name IS NULL THEN blocked_by ELSE pause.name END AS blocked_by
        FROM job_queue j LEFT JOIN job_gates pause ON j.state = 'waiting' AND pause.name = 'lane:' || j.lane
        """;

    private const string Ended = $"SELECT {JobRow.Shared}, completed_at, NULL AS blocked_by FROM job_history";

    public Task<JobRecord?> FindAsync(JobId id, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT * FROM ({Seen}) WHERE id = @p1 UNION ALL {Ended} WHERE id = @p1 LIMIT 1",
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
                return [.. jobs.OrderByDescending(j => j.Id).Take(query.Limit)];
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
        var (conditions, values) = Conditions(query, ended);
        return await session.QueryAsync(
            $"SELECT * FROM ({source}) {conditions} ORDER BY id DESC LIMIT @p{values.Length + 1}",
            JobRow.Read,
            [.. values, query.Limit]
        );
    }

    // The same once more in the words of an index. Without it, looking for a few among a million reads the million; among those
    // that wait or succeeded a page is found soon anyway.
    private static string? Shortcut(List<JobState> states)
    {
        if (states.Contains(JobState.Waiting) || states.Contains(JobState.Succeeded))
            return null;
        return states[0].IsEnded()
            ? "state <> 'succeeded'"
            : $"id IN ({string.Join(" UNION ALL ", states.Select(FewOf).Distinct(StringComparer.Ordinal))})";
    }

    private static string FewOf(JobState state) =>
        state switch
        {
            JobState.Running => "SELECT id FROM job_queue WHERE state = 'running'",
            JobState.Blocked => """
                SELECT id FROM job_queue WHERE state = 'blocked' UNION ALL
                SELECT id FROM job_queue WHERE state = 'waiting' AND lane IN (SELECT substr(name, 6) FROM job_gates WHERE name LIKE 'lane:%')
                """,
            _ => "SELECT id FROM job_queue WHERE state IN ('scheduled', 'failed')",
        };

    private static (string Sql, object?[] Values) Conditions(JobQuery query, bool ended)
    {
        var states = query.States?.Where(s => s.IsEnded() == ended).ToList() ?? [];
        List<string> sql = [];
        List<object?> values = [];
        if (states.Count > 0)
            sql.Add($"state IN ({string.Join(", ", states.Select(s => $"'{JobRow.Word(s)}'"))})");
        if (states.Count > 0 && Shortcut(states) is { } shortcut)
            sql.Add(shortcut);
        And("type =", query.Kind);
        And("lane =", query.Lane);
        And("id <", query.Before?.Value);
        if (ended)
            And("completed_at >=", query.EndedSince?.ToMs());
        if (query.RootId is { } root)
        {
            values.Add(root.Value);
            sql.Add($"(root_id = @p{values.Count} OR id = @p{values.Count})");
        }
        return (sql.Count == 0 ? "" : $"WHERE {string.Join(" AND ", sql)}", [.. values]);

        void And(string condition, object? value)
        {
            if (value is null)
                return;
            values.Add(value);
            sql.Add($"{condition} @p{values.Count}");
        }
    }
}
