using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What people see of the table.</summary>
internal sealed partial class SyncJobs
{
    private const int Recent = 2000;
    private const string Shown = """
        id, title, status, outcome, error_message, app_path, source_path, dest_path, quality, file_size, bytes_transferred, speed, retry_count,
        created_at, started_at, completed_at, batch, job_id, mapping, removed_at, removed_by, removal_note
        """;

    /// <summary>What these jobs brought or carried, oldest first.</summary>
    public Task<List<ShownTransfer>> OfJobsAsync(IReadOnlyCollection<long> jobs, int limit, CancellationToken ct)
    {
        var marks = string.Join(", ", Enumerable.Range(2, jobs.Count).Select(n => $"@p{n}"));
        return database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {Shown} FROM sync_jobs WHERE id IN (
                        SELECT id FROM sync_jobs WHERE batch IN ({marks}) UNION SELECT id FROM sync_jobs WHERE job_id IN ({marks}))
                    ORDER BY id LIMIT @p1
                    """,
                    Show,
                    [limit, .. jobs.Cast<object?>()]
                ),
            ct
        );
    }

    /// <summary>What was carried of a work, newest first.</summary>
    public Task<List<ShownTransfer>> OfWorkAsync(string work, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session => session.QueryAsync($"SELECT {Shown} FROM sync_jobs WHERE work = @p1 ORDER BY id DESC LIMIT @p2", Show, work, limit),
            ct
        );

    /// <param name="pattern">For LIKE, escaped by a backslash.</param>
    public Task<List<(string Key, string Title, DateTimeOffset At)>> WorksAsync(string pattern, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT work, max(work_title), max(created_at) FROM sync_jobs WHERE work_title LIKE @p1 ESCAPE '\'
                    GROUP BY work ORDER BY max(created_at) DESC LIMIT @p2
                    """,
                    row => (row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
                    pattern,
                    limit
                ),
            ct
        );

    /// <summary>The works among the latest rows, the latest first.</summary>
    public Task<List<(string Key, string Title, DateTimeOffset At)>> RecentWorksAsync(int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT work, max(work_title), max(created_at)
                    FROM (SELECT work, work_title, created_at FROM sync_jobs ORDER BY id DESC LIMIT @p1) latest
                    WHERE work_title IS NOT NULL GROUP BY work ORDER BY max(created_at) DESC LIMIT @p2
                    """,
                    row => (row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
                    Recent,
                    limit
                ),
            ct
        );

    private static ShownTransfer Show(Row row) =>
        new(row.GetInt64(0), Text(row, 1) ?? "", row.GetString(2))
        {
            Outcome = Text(row, 3),
            ErrorMessage = Text(row, 4),
            AppPath = row.GetString(5),
            SourcePath = row.GetString(6),
            DestPath = row.GetString(7),
            Quality = Text(row, 8),
            FileSize = Number(row, 9),
            BytesTransferred = Number(row, 10),
            Speed = Number(row, 11),
            RetryCount = row.GetInt32(12),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(13)),
            StartedAt = Time(row, 14),
            CompletedAt = Time(row, 15),
            BroughtBy = row.GetInt64(16),
            JobId = Number(row, 17),
            Mapping = Text(row, 18),
            RemovedAt = Time(row, 19),
            RemovedBy = Number(row, 20),
            RemovalNote = Text(row, 21),
        };

    private static string? Text(Row row, int column) => row.IsNull(column) ? null : row.GetString(column);

    private static long? Number(Row row, int column) => row.IsNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Time(Row row, int column) =>
        Number(row, column) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}

/// <summary>A row of sync_jobs as people see it.</summary>
/// <param name="Status">pending, running, success, failed, failed_permanent or superseded.</param>
internal sealed record ShownTransfer(long Id, string Title, string Status)
{
    /// <summary>new, replaced, repaired or present; of one that is superseded, why: cancelled, renamed, gone or folder.</summary>
    public string? Outcome { get; init; }

    /// <summary>A person cancelled its transfer.</summary>
    internal bool WasCancelled => Status == ParcelStatus.Superseded && Outcome == ParcelStatus.Cancelled;
    public string? ErrorMessage { get; init; }

    /// <summary>Null when none fits.</summary>
    public string? Mapping { get; init; }
    public required string AppPath { get; init; }
    public required string SourcePath { get; init; }
    public required string DestPath { get; init; }
    public string? Quality { get; init; }
    public long? FileSize { get; init; }
    public long? BytesTransferred { get; init; }

    /// <summary>Bytes a second.</summary>
    public long? Speed { get; init; }
    public int RetryCount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The job that brought it.</summary>
    public long BroughtBy { get; init; }

    /// <summary>The job that carried it.</summary>
    public long? JobId { get; init; }

    /// <summary>When it was removed at the destination again; null while it lies there.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The job that removed it.</summary>
    public long? RemovedBy { get; init; }
    public string? RemovalNote { get; init; }
}
