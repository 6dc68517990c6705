using System.Text.Json;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>The last cycle that came to its end.</summary>
/// <param name="Results">How many shows came to which status.</param>
internal sealed record LastRun(DateTimeOffset At, TimeSpan Took, IReadOnlyDictionary<string, int> Results);

/// <summary>How far the catalogue is known, and what else is remembered of the cycles.</summary>
internal sealed record Progress(SyncState Sync)
{
    /// <summary>The day by which rules that follow the calendar were asked.</summary>
    public DateOnly? JudgedOn { get; init; }
    public DateTimeOffset? LastWholeCheck { get; init; }
    public LastRun? LastRun { get; init; }
}

/// <summary>One row (discovery_state), moved on in the transactions that bring it there.</summary>
internal sealed class StateTable(Database database)
{
    /// <summary>Null before the first cycle.</summary>
    public Task<Progress?> ReadAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    """
                    SELECT last_full_sync, last_incremental_sync, last_tvmaze_page, highest_tvmaze_id, last_filter_hash, last_updates_check,
                    judged_on, last_whole_check, last_run, last_run_ms, last_run_results FROM discovery_state
                    """,
                    Read
                ),
            ct
        );

    public Task BeginAsync(SyncState state, CancellationToken ct) =>
        WriteAsync(
            """
            INSERT INTO discovery_state (id, last_full_sync, last_incremental_sync, last_tvmaze_page, highest_tvmaze_id, last_filter_hash,
            last_updates_check) VALUES (1, @p1, @p2, @p3, @p4, @p5, @p6) ON CONFLICT DO NOTHING
            """,
            ct,
            state.LastFullSync,
            state.LastIncrementalSync,
            state.LastPage,
            state.HighestId,
            state.FilterHash,
            state.LastUpdatesCheck
        );

    /// <summary>As a part of what stores the page.</summary>
    public static async ValueTask PageAsync(Session session, int page, long highest) =>
        await session.ExecuteAsync(
            """
            UPDATE discovery_state SET last_tvmaze_page = @p1,
            highest_tvmaze_id = CASE WHEN coalesce(highest_tvmaze_id, 0) < @p2 THEN @p2 ELSE highest_tvmaze_id END
            """,
            page,
            highest
        );

    /// <param name="from">Changes since then are still to be asked for: a page may have been old when it came.</param>
    public Task CrawledAsync(DateTimeOffset at, DateTimeOffset from, CancellationToken ct) =>
        WriteAsync("UPDATE discovery_state SET last_full_sync = @p1, last_updates_check = @p2", ct, at, from);

    public Task RefreshedAsync(DateTimeOffset at, DateTimeOffset? whole, long? highest, CancellationToken ct) =>
        WriteAsync(
            """
            UPDATE discovery_state SET last_incremental_sync = @p1, last_updates_check = @p1,
            last_whole_check = coalesce(@p2, last_whole_check),
            highest_tvmaze_id = CASE WHEN coalesce(highest_tvmaze_id, 0) < @p3 THEN @p3 ELSE highest_tvmaze_id END
            """,
            ct,
            at,
            whole,
            highest ?? 0
        );

    public Task JudgedAsync(string fingerprint, DateOnly day, CancellationToken ct) =>
        WriteAsync(
            """
            UPDATE discovery_state SET last_filter_hash = @p1, judged_on = @p2
            WHERE coalesce(last_filter_hash, '') <> @p1 OR coalesce(judged_on, '') <> @p2
            """,
            ct,
            fingerprint,
            ShowColumns.Written(day)
        );

    public Task RanAsync(LastRun run, CancellationToken ct) =>
        WriteAsync(
            "UPDATE discovery_state SET last_run = @p1, last_run_ms = @p2, last_run_results = @p3",
            ct,
            run.At,
            (long)run.Took.TotalMilliseconds,
            JsonSerializer.Serialize(run.Results)
        );

    private Task<int> WriteAsync(string sql, CancellationToken ct, params object?[] values)
    {
        object?[] plain = [.. values.Select(value => value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : value)];
        return database.WriteAsync(session => session.ExecuteAsync(sql, plain), WriteKind.Upkeep, ct);
    }

    private static Progress Read(Row row) =>
        new(
            new SyncState
            {
                LastFullSync = ShowColumns.Time(row, 0),
                LastIncrementalSync = ShowColumns.Time(row, 1),
                LastPage = (int?)ShowColumns.Number(row, 2),
                HighestId = (int?)ShowColumns.Number(row, 3),
                FilterHash = ShowColumns.Text(row, 4),
                LastUpdatesCheck = ShowColumns.Time(row, 5),
            }
        )
        {
            JudgedOn = ShowColumns.Date(row, 6),
            LastWholeCheck = ShowColumns.Time(row, 7),
            LastRun = ShowColumns.Time(row, 8) is { } at
                ? new LastRun(
                    at,
                    TimeSpan.FromMilliseconds(row.GetInt64(9)),
                    JsonSerializer.Deserialize<Dictionary<string, int>>(row.GetString(10))!
                )
                : null,
        };
}
