using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>Columns to records and back. The lists of columns stand here once.</summary>
internal static class JobRow
{
    /// <summary>What live and ended jobs have in common, in the order in which <see cref="Read"/> takes it.</summary>
    public const string Shared =
        "id, type, lane, priority, state, payload, payload_version, run_at, created_at, started_at, "
        + "retry_count, max_retries, crash_count, gate, unique_key, parent_id, root_id, note";

    public const string Live = Shared + ", NULL AS completed_at, blocked_by, token, rank, is_probe, trace";

    public static JobRecord Read(Row row)
    {
        var id = new JobId(row.GetInt64(0));
        return new JobRecord(id, row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(5), State(row.GetString(4)))
        {
            PayloadVersion = row.GetInt32(6),
            RunAt = row.GetInt64(7).ToTime(),
            CreatedAt = row.GetInt64(8).ToTime(),
            StartedAt = row.TimeOrNull(9),
            RetryCount = row.GetInt32(10),
            MaxRetries = row.GetInt32(11),
            CrashCount = row.GetInt32(12),
            Gate = row.TextOrNull(13),
            UniqueKey = row.TextOrNull(14),
            ParentId = row.IdOrNull(15),
            RootId = row.IdOrNull(16) ?? id,
            Note = row.TextOrNull(17),
            CompletedAt = row.TimeOrNull(18),
            BlockedBy = row.TextOrNull(19),
        };
    }

    public static (Lease Lease, long Rank) ReadLease(Row row) =>
        (new Lease(Read(row) with { Trace = row.TextOrNull(23) }, row.GetInt64(20)) { IsProbe = row.GetInt64(22) != 0 }, row.GetInt64(21));

    public static JobState State(string word) => Enum.Parse<JobState>(word, ignoreCase: true);

    public static string? TextOrNull(this Row row, int column) => row.IsNull(column) ? null : row.GetString(column);

    public static JobId? IdOrNull(this Row row, int column) => row.IsNull(column) ? null : new JobId(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this Row row, int column) => row.IsNull(column) ? null : row.GetInt64(column).ToTime();

    public static long ToMs(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset ToTime(this long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
