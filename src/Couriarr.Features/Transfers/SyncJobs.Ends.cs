using Couriarr.Features.Media;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>How the rows move on.</summary>
internal sealed partial class SyncJobs
{
    /// <summary>Before anything is written at the destination: whoever comes after a crash finds what was begun, and what was begun before it.</summary>
    /// <returns>False when it is not as it was read any more: another run has begun it, or brought it.</returns>
    public async Task<bool> BeginAsync(Parcel parcel, long job, string temp, string version, CancellationToken ct) =>
        await database.WriteAsync(
            async session =>
            {
                if (parcel.Temp is { } before && before != temp)
                    await LeaveAsync(session, parcel.Id, before);
                return await session.ExecuteAsync(
                    """
                    UPDATE sync_jobs SET status = 'running', started_at = @p2, job_id = @p3, temp_name = @p4, source_version = @p5, temp_by = @p6,
                        error_message = NULL, rehearsed_at = NULL
                    WHERE id = @p1 AND status IN ('pending', 'failed', 'running') AND (temp_name IS NULL OR temp_name = @p7)
                    """,
                    parcel.Id,
                    Now,
                    job,
                    temp,
                    version,
                    nodes.Home,
                    parcel.Temp ?? ""
                );
            },
            WriteKind.Upkeep,
            ct
        ) > 0;

    public Task WaitAsync(Parcel parcel, Fate.Waiting waiting, CancellationToken ct) =>
        WriteAsync(
            "UPDATE sync_jobs SET status = 'pending', source_version = @p2, error_message = @p3 WHERE id = @p1 AND status <> 'superseded'",
            ct,
            parcel.Id,
            waiting.Version,
            waiting.Why
        );

    /// <param name="outcome">gone, or folder.</param>
    public Task SupersedeAsync(Parcel parcel, string outcome, string why, CancellationToken ct) =>
        WriteAsync(
            "UPDATE sync_jobs SET status = 'superseded', completed_at = @p2, error_message = @p3, outcome = @p4 WHERE id = @p1",
            ct,
            parcel.Id,
            Now,
            why,
            outcome
        );

    /// <summary>Not its fault: it waits as it is, with what was begun.</summary>
    public Task PutBackAsync(Parcel parcel, string why, CancellationToken ct) =>
        WriteAsync(
            "UPDATE sync_jobs SET status = CASE WHEN retry_count > 0 THEN 'failed' ELSE 'pending' END, error_message = @p2 WHERE id = @p1",
            ct,
            parcel.Id,
            why
        );

    /// <summary>The end of a file and the day's totals, together. What was begun of it and not used stays known.</summary>
    public Task FinishAsync(Parcel parcel, Fate.Delivered fate, long job, Tally tally, CancellationToken ct) =>
        WithAsync(
            tally,
            async session =>
            {
                if (parcel.Temp is { } begun)
                    await LeaveAsync(session, parcel.Id, begun);
                return await FinishAsync(session, parcel, fate, job);
            },
            ct
        );

    private ValueTask<int> FinishAsync(Session session, Parcel parcel, Fate.Delivered fate, long job) =>
        session.ExecuteAsync(
            """
            UPDATE sync_jobs SET status = 'success', completed_at = @p2, duration_seconds = @p3, bytes_transferred = @p4, outcome = @p5, verified = @p6,
                speed = @p7, file_size = @p8, job_id = @p9, temp_name = NULL, error_message = NULL, rehearsed_at = NULL, started_at = coalesce(started_at, @p2) WHERE id = @p1
            """,
            parcel.Id,
            Now,
            (long)Math.Round(fate.Took.TotalSeconds),
            fate.Bytes,
            fate.Outcome,
            fate.Verified,
            fate.Took > TimeSpan.Zero ? (long)(fate.Bytes / fate.Took.TotalSeconds) : 0,
            fate.Size,
            job
        );

    /// <param name="tries">How often its job has failed now.</param>
    public Task FailAsync(Parcel parcel, string error, int tries, long job, Tally tally, CancellationToken ct) =>
        WithAsync(
            tally,
            "UPDATE sync_jobs SET status = 'failed', retry_count = @p2, error_message = @p3, job_id = @p4 WHERE id = @p1",
            ct,
            parcel.Id,
            tries,
            error,
            job
        );

    public Task GiveUpAsync(Parcel parcel, string why, long job, Tally tally, CancellationToken ct) =>
        WithAsync(
            tally,
            "UPDATE sync_jobs SET status = 'failed_permanent', completed_at = @p2, error_message = @p3, job_id = @p4 WHERE id = @p1",
            ct,
            parcel.Id,
            Now,
            why,
            job
        );

    private const string IsNews = "status = 'success' AND removed_at IS NULL AND (outcome <> 'present' OR only_missing = 0)";

    /// <summary>
    /// What was delivered and nobody was told of yet. This job tells of it when it ends; should it be cut off before, it is the same
    /// job that comes back and takes them again.
    /// </summary>
    public Task<List<DeliveredFile>> AnnounceAsync(string mapping, string work, long job, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.QueryAsync(
                    $"""
                    UPDATE sync_jobs SET announced_by = @p3
                    WHERE work = @p1 AND mapping = @p2 AND {IsNews} AND (announced_by IS NULL OR announced_by = @p3)
                    RETURNING dest_path, coalesce(file_size, 0), coalesce(bytes_transferred, 0), file, coalesce(outcome, ''), created_at, batch
                    """,
                    row =>
                    {
                        var file = FileOf(row.GetString(3));
                        var replaced = row.GetString(4) is "replaced" or "repaired";
                        return new DeliveredFile(row.GetString(0), row.GetInt64(1), row.GetInt64(2), file.Quality, replaced)
                        {
                            Batch = row.GetInt64(6),
                            Episodes = file.Episodes,
                            ToldAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
                        };
                    },
                    work,
                    mapping,
                    job
                ),
            WriteKind.Upkeep,
            ct
        );

    private Task WithAsync(Tally tally, string sql, CancellationToken ct, params object?[] values) =>
        WithAsync(tally, session => session.ExecuteAsync(sql, values), ct);

    private async Task WithAsync(Tally tally, Func<Session, ValueTask<int>> work, CancellationToken ct)
    {
        await database.WriteAsync(
            async session =>
            {
                await tally.AddTo(session);
                return await work(session);
            },
            WriteKind.Upkeep,
            ct
        );
        sinceStart.Add(tally);
    }

    private Task<int> WriteAsync(string sql, CancellationToken ct, params object?[] values) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, values), WriteKind.Upkeep, ct);
}
