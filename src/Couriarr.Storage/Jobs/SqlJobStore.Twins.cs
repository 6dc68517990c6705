using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>How a job that goes back takes in another one of its key that waits.</summary>
internal partial class SqlJobStore
{
    /// <returns>It as it was, with its rank; null when none waits.</returns>
    private async ValueTask<(JobRecord Job, long Rank)?> EndTwinAsync(Session session, string key, JobId by, DateTimeOffset at)
    {
        var waiting = await session.QueryAsync(
            $"SELECT {JobRow.Live} FROM job_queue WHERE unique_key = @p1 AND unique_key IS NOT NULL AND state <> 'running'{sql.HoldIt}",
            row => (Job: JobRow.Read(row), JobRow.ReadLease(row).Rank),
            key
        );
        if (waiting is not [var twin])
            return null;
        var ended = await sql.MoveAsync(
            session,
            Into,
            "job_queue WHERE id = @p1 AND unique_key = @p2",
            twin.Job.Id.Value,
            key,
            JobState.Superseded.Word(),
            at.ToMs(),
            twin.Job.RetryCount,
            twin.Job.CrashCount,
            Settled.TakenInBy(by)
        );
        return ended ? twin : null;
    }

    // As if the twin were added only now.
    private static async ValueTask<Settled> TakeInAsync(Session session, JobId id, (JobRecord Job, long Rank) twin)
    {
        var states = await session.QueryAsync(
            """
            UPDATE job_queue SET payload = @p2, payload_version = @p3, priority = CASE WHEN @p4 < priority THEN @p4 ELSE priority END,
                rank = CASE WHEN @p5 < rank THEN @p5 ELSE rank END, run_at = CASE WHEN @p6 < run_at THEN @p6 ELSE run_at END, retry_count = 0,
                max_retries = @p7, gate = @p8, state = CASE WHEN blocked_by <> coalesce(@p8, '') THEN 'waiting' ELSE state END,
                blocked_by = CASE WHEN blocked_by <> coalesce(@p8, '') THEN NULL ELSE blocked_by END
            WHERE id = @p1 RETURNING state
            """,
            row => JobRow.State(row.GetString(0)),
            id.Value,
            twin.Job.Payload,
            twin.Job.PayloadVersion,
            twin.Job.Priority,
            twin.Rank,
            twin.Job.RunAt.ToMs(),
            twin.Job.MaxRetries,
            twin.Job.Gate
        );
        return new Settled(states[0], []) { TakenIn = twin.Job.Id };
    }
}
