using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>Jobs in the relational database: what happens to them while they live.</summary>
internal partial class SqlJobStore(Database database, JobSql sql, IFailPoints failPoints) : IJobStore
{
    // Whoever opens a SQLite data folder holds its lock, so every other owner is gone.
    public virtual bool LeasesExpire => false;

    public Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    public virtual async Task<IReadOnlyList<JobId>> AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken ct) =>
        await database.WriteAsync(
            async session =>
            {
                var ids = await AddAsync(session, jobs);
                failPoints.Reach("intake.before_commit");
                return ids;
            },
            WriteKind.Growth,
            ct
        );

    public virtual Task<IReadOnlyList<LeaseStatus>> ExtendAsync(IReadOnlyList<Lease> leases, DateTimeOffset until, CancellationToken ct) =>
        database.WriteAsync<IReadOnlyList<LeaseStatus>>(
            async session => await ExtendAsync(session, leases, until.ToMs()),
            WriteKind.Upkeep,
            ct
        );

    public virtual async Task<Settled?> SettleAsync(Lease lease, Settlement settlement, CancellationToken ct)
    {
        var point = settlement.FollowUps.Count > 0 ? "fanout" : "finish";
        var settled = await database.WriteAsync(
            async session =>
            {
                if (await MoveAsync(session, lease, settlement) is not { } moved)
                    return null;
                if (settlement.Attempt is { } attempt)
                    await RememberAsync(session, lease.Job.Id, attempt);
                var children = await AddAsync(session, settlement.FollowUps);
                failPoints.Reach($"{point}.before_commit");
                return moved with { FollowUps = children };
            },
            WriteKind.Upkeep,
            ct
        );
        failPoints.Reach($"{point}.after_commit");
        return settled;
    }

    /// <param name="end">As <see cref="JobSql.LeaseEnd"/> takes it.</param>
    protected async ValueTask<List<LeaseStatus>> ExtendAsync(Session session, IReadOnlyList<Lease> leases, long end)
    {
        var statuses = new List<LeaseStatus>(leases.Count);
        foreach (var lease in leases)
            statuses.Add(await ExtendAsync(session, lease, end));
        return statuses;
    }

    private async ValueTask<LeaseStatus> ExtendAsync(Session session, Lease lease, long end)
    {
        var held = await session.QueryAsync(
            $"""
            UPDATE job_queue SET lease_until = {sql.LeaseEnd("@p3")}
            WHERE id = @p1 AND token = @p2 AND state = 'running'
            RETURNING cancel_requested
            """,
            row => row.GetInt64(0),
            lease.Job.Id.Value,
            lease.Token,
            end
        );
        return held switch
        {
            [] => LeaseStatus.Lost,
            [0] => LeaseStatus.Held,
            _ => LeaseStatus.CancelRequested,
        };
    }

    private static async ValueTask<IReadOnlyList<JobId>> AddAsync(Session session, IReadOnlyList<NewJob> jobs)
    {
        var ids = new List<JobId>(jobs.Count);
        foreach (var job in jobs)
            ids.Add(await AddAsync(session, job));
        return ids;
    }

    private static async ValueTask<JobId> AddAsync(Session session, NewJob job)
    {
        var id = await session.QueryAsync(
            """
            INSERT INTO job_queue (type, lane, priority, rank, state, payload, payload_version, run_at, created_at, max_retries, gate,
                unique_key, parent_id, root_id, trace)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15)
            ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL AND state <> 'running' DO UPDATE SET
                payload = excluded.payload,
                payload_version = excluded.payload_version,
                priority = CASE WHEN excluded.priority < job_queue.priority THEN excluded.priority ELSE job_queue.priority END,
                rank = CASE WHEN excluded.rank < job_queue.rank THEN excluded.rank ELSE job_queue.rank END,
                run_at = CASE WHEN excluded.run_at < job_queue.run_at THEN excluded.run_at ELSE job_queue.run_at END,
                retry_count = 0,
                max_retries = excluded.max_retries,
                gate = excluded.gate,
                is_probe = CASE WHEN job_queue.gate IS DISTINCT FROM excluded.gate THEN 0 ELSE job_queue.is_probe END,
                state = CASE WHEN job_queue.blocked_by <> coalesce(excluded.gate, '') THEN 'waiting' ELSE job_queue.state END,
                blocked_by = CASE WHEN job_queue.blocked_by <> coalesce(excluded.gate, '') THEN NULL ELSE job_queue.blocked_by END
            RETURNING id
            """,
            row => new JobId(row.GetInt64(0)),
            job.Kind,
            job.Lane,
            job.Priority,
            job.Rank,
            job.RunAt > job.CreatedAt ? "scheduled" : "waiting",
            job.Payload,
            job.PayloadVersion,
            job.RunAt.ToMs(),
            job.CreatedAt.ToMs(),
            job.MaxRetries,
            job.Gate,
            job.UniqueKey,
            job.ParentId?.Value,
            job.RootId?.Value,
            job.Trace
        );
        return id[0];
    }
}
