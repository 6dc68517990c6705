using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>What a settlement does to the row.</summary>
internal partial class SqlJobStore
{
    // Null when the lease was lost.
    private async ValueTask<Settled?> MoveAsync(Session session, Lease lease, Settlement settlement)
    {
        if (settlement.To.IsEnded())
            return Came(await EndAsync(session, lease, settlement.To, settlement));
        if (!await sql.HoldAsync(session, lease))
            return null;
        if (await IsCancelledAsync(session, lease))
            return Came(await EndAsync(session, lease, JobState.Cancelled, settlement));
        // The gate before the twin: whoever opens it goes the same way.
        settlement = await AsGateStandsAsync(session, settlement);
        if (lease.Job.UniqueKey is not { } key || await EndTwinAsync(session, key, lease.Job.Id, settlement.At) is not { } twin)
            return Came(await ReturnAsync(session, lease, settlement));
        return await ReturnAsync(session, lease, settlement) is null ? null : await TakeInAsync(session, lease.Job.Id, twin);
    }

    private static Settled? Came(JobState? to) => to is { } state ? new Settled(state, []) : null;

    private static async ValueTask<bool> IsCancelledAsync(Session session, Lease lease) =>
        (
            await session.QueryAsync(
                "SELECT 1 FROM job_queue WHERE id = @p1 AND token = @p2 AND state = 'running' AND cancel_requested = 1",
                _ => true,
                lease.Job.Id.Value,
                lease.Token
            )
        ).Count > 0;

    private const string Into = $"""
        INSERT INTO job_history ({JobRow.Shared}, completed_at)
        SELECT id, type, lane, priority, @p3, payload, payload_version, run_at, created_at, started_at,
            @p5, max_retries, @p6, gate, unique_key, parent_id, root_id, @p7, @p4
        FROM
        """;

    private async ValueTask<JobState?> EndAsync(Session session, Lease lease, JobState state, Settlement settlement)
    {
        var ended = await sql.MoveAsync(
            session,
            Into,
            "job_queue WHERE id = @p1 AND token = @p2 AND state = 'running'",
            lease.Job.Id.Value,
            lease.Token,
            state.Word(),
            settlement.At.ToMs(),
            settlement.RetryCount,
            settlement.CrashCount,
            settlement.Note
        );
        return ended ? state : null;
    }

    // It may have opened since the engine made up its mind: then there is nothing to be blocked by.
    private async ValueTask<Settlement> AsGateStandsAsync(Session session, Settlement settlement) =>
        settlement is not { BlockedBy: not (null or JobRecord.Parked) and var gate } || await IsClosedAsync(session, gate)
            ? settlement
            : settlement with
            {
                To = settlement.To is JobState.Blocked ? JobState.Waiting : settlement.To,
                BlockedBy = null,
            };

    private async ValueTask<JobState?> ReturnAsync(Session session, Lease lease, Settlement settlement)
    {
        var written = await session.ExecuteAsync(
            """
            UPDATE job_queue SET state = @p3, run_at = @p4, rank = @p5, retry_count = @p6, crash_count = @p7, note = @p8, blocked_by = @p9,
                owner = NULL, lease_until = NULL, cancel_requested = 0, is_probe = 0
            WHERE id = @p1 AND token = @p2 AND state = 'running'
            """,
            lease.Job.Id.Value,
            lease.Token,
            settlement.To.Word(),
            settlement.RunAt.ToMs(),
            settlement.Rank,
            settlement.RetryCount,
            settlement.CrashCount,
            settlement.Note,
            settlement.BlockedBy
        );
        return written == 0 ? null : settlement.To;
    }

    private async ValueTask<bool> IsClosedAsync(Session session, string gate) =>
        (await session.QueryAsync($"SELECT 1 FROM job_gates WHERE name = @p1{sql.KeepThere}", _ => true, gate)).Count > 0;

    private static async ValueTask RememberAsync(Session session, JobId id, JobAttempt attempt) =>
        await session.ExecuteAsync(
            "INSERT INTO job_attempts (job_id, number, started_at, ended_at, outcome, error) VALUES (@p1, @p2, @p3, @p4, @p5, @p6)",
            id.Value,
            attempt.Number,
            attempt.StartedAt.ToMs(),
            attempt.EndedAt.ToMs(),
            attempt.Outcome,
            attempt.Error
        );
}
