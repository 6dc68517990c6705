using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Of what people were told.</summary>
internal sealed partial class AdditionTable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(15);

    /// <summary>Whether more of the same run is about to end, so that it is told together.</summary>
    public Task<bool> IsRunUnderwayAsync(CancellationToken ct) =>
        database.ReadAsync(
            async s =>
                await s.FirstAsync(
                    "SELECT count(*) FROM additions WHERE state IN ('planned', 'asked') AND planned_at > @p1",
                    row => row.GetInt64(0),
                    Now - (long)LongestRun.TotalMilliseconds
                ) > 0,
            ct
        );

    /// <summary>Notes what rules and lists have sent to people.</summary>
    public Task<int> NoteReviewsAsync(CancellationToken ct) =>
        database.WriteAsync(
            async s => await NoteAsync(s, "tvmaze", "tvmaze_id", "shows") + await NoteAsync(s, "tmdb", "tmdb_id", "found_movies"),
            WriteKind.Upkeep,
            ct
        );

    private ValueTask<int> NoteAsync(Session session, string source, string id, string table) =>
        session.ExecuteAsync(
            $"""
            INSERT INTO additions (source, id, title, state, ended_at)
            SELECT @p2, {id}, title, 'review', @p1 FROM {table} WHERE processing_status = 'review'
            ON CONFLICT (source, id) DO UPDATE SET state = 'review', ended_at = excluded.ended_at, told_by = NULL
                WHERE additions.state = 'failed'
            """,
            Now,
            source
        );

    /// <summary>To how many shows what since then: what the rules alone sent to people is not of adding.</summary>
    public Task<Dictionary<string, long>> EndedSinceAsync(DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync(
            async s =>
                (
                    await s.QueryAsync(
                        """
                        SELECT shows.processing_status, count(*) FROM additions JOIN shows ON shows.tvmaze_id = additions.id
                        WHERE additions.source = 'tvmaze' AND additions.ended_at >= @p1 AND (additions.state <> 'review' OR shows.note IS NOT NULL)
                        GROUP BY shows.processing_status
                        """,
                        row => (row.GetString(0), row.GetInt64(1)),
                        since.ToUnixTimeMilliseconds()
                    )
                ).ToDictionary(),
            ct
        );

    /// <summary>What came to this state in that time: how many, and the titles of the first.</summary>
    public Task<(long Count, List<string> Titles)> EndedBetweenAsync(
        string state,
        DateTimeOffset from,
        DateTimeOffset until,
        int titles,
        CancellationToken ct
    )
    {
        const string Where = "FROM additions WHERE state = @p1 AND ended_at >= @p2 AND ended_at < @p3";
        object[] values = [state, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds()];
        return database.ReadAsync(
            async s =>
                (
                    await s.FirstAsync($"SELECT count(*) {Where}", row => row.GetInt64(0), values),
                    await s.QueryAsync(
                        $"SELECT title {Where} ORDER BY ended_at, id LIMIT @p4",
                        row => row.GetString(0),
                        [.. values, titles]
                    )
                ),
            ct
        );
    }

    /// <summary>Where anything is, as far as is known here.</summary>
    public Task<List<(string Source, string? Instance)>> PlacesAsync(CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    "SELECT DISTINCT source, instance FROM additions WHERE state IN ('added', 'exists')",
                    row => (row.GetString(0), row.IsNull(1) ? null : row.GetString(1))
                ),
            ct
        );

    /// <summary>Those that nobody was told of, which this job does: for it they stay the same, however often it runs.</summary>
    public Task<List<Addition>> TakeUntoldAsync(string state, long job, CancellationToken ct) =>
        database.WriteAsync(
            async s =>
            {
                await s.ExecuteAsync("UPDATE additions SET told_by = @p1 WHERE told_by IS NULL AND state = @p2", job, state);
                return await s.QueryAsync(
                    $"SELECT {Columns} FROM additions WHERE told_by = @p1 AND state = @p2 ORDER BY ended_at, id",
                    Read,
                    job,
                    state
                );
            },
            WriteKind.Upkeep,
            ct
        );
}
