using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>How many there are of what.</summary>
internal sealed partial class SqlJobReader
{
    // Piece by piece in the words of the indexes: together they are small, the rows of a million jobs are not.
    public Task<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<JobState, long>>(
            async session =>
            {
                var counts = await session.QueryAsync(
                    """
                    SELECT CASE WHEN pause.name IS NULL THEN 'waiting' ELSE 'blocked' END, jobs
                    FROM (SELECT lane, count(*) AS jobs FROM job_queue WHERE state = 'waiting' GROUP BY lane) w
                        LEFT JOIN job_gates pause ON pause.name = 'lane:' || w.lane
                    UNION ALL SELECT 'blocked', count(*) FROM job_queue WHERE state = 'blocked'
                    UNION ALL SELECT 'running', count(*) FROM job_queue WHERE state = 'running'
                    UNION ALL SELECT state, count(*) FROM job_queue WHERE state IN ('scheduled', 'failed') GROUP BY state
                    UNION ALL SELECT state, count(*) FROM job_history WHERE state <> 'succeeded' GROUP BY state
                    UNION ALL SELECT 'succeeded', (SELECT count(*) FROM job_history) - (SELECT count(*) FROM job_history WHERE state <> 'succeeded')
                    """,
                    row => (State: JobRow.State(row.GetString(0)), Count: row.GetInt64(1))
                );
                return counts
                    .GroupBy(c => c.State, c => c.Count)
                    .Select(g => (g.Key, Count: g.Sum()))
                    .Where(c => c.Count > 0)
                    .ToDictionary();
            },
            ct
        );

    public Task<IReadOnlyList<JobCount>> CensusAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<JobCount>>(
            async session =>
                await session.QueryAsync(
                    $"SELECT type, lane, state, count(*), min(run_at) FROM ({Seen}) seen GROUP BY type, lane, state",
                    row => new JobCount(
                        row.GetString(0),
                        row.GetString(1),
                        JobRow.State(row.GetString(2)),
                        row.GetInt64(3),
                        row.GetInt64(4).ToTime()
                    )
                ),
            ct
        );

    public Task<long> CountTreeAsync(JobId root, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    """
                    SELECT (SELECT count(*) FROM job_queue WHERE root_id = @p1 OR id = @p1)
                        + (SELECT count(*) FROM job_history WHERE root_id = @p1 OR id = @p1)
                    """,
                    row => row.GetInt64(0),
                    root.Value
                ),
            ct
        );

    public Task<IReadOnlyDictionary<JobState, long>> CountEndedAsync(DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<JobState, long>>(
            async session =>
            {
                var counts = await session.QueryAsync(
                    "SELECT state, count(*) FROM job_history WHERE completed_at >= @p1 GROUP BY state",
                    row => (State: JobRow.State(row.GetString(0)), Count: row.GetInt64(1)),
                    since.ToMs()
                );
                return counts.ToDictionary(c => c.State, c => c.Count);
            },
            ct
        );
}
