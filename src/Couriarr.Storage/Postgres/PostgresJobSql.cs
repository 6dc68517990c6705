using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Postgres;

/// <summary>The queue among many who claim at once: rows are locked before anybody relies on them, and leases go by the server's clock.</summary>
internal sealed class PostgresJobSql : JobSql
{
    /// <summary>Of the moment of asking, not of the transaction's begin.</summary>
    public const string Now = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    public override string Token => "nextval('job_tokens')";

    public override ValueTask<bool> DrawTokenAsync(Session session, string whatFor, params object?[] values) => ValueTask.FromResult(true);

    public override string KeepThere => " FOR KEY SHARE";

    public override string HoldIt => " FOR UPDATE";

    // An array is made once. A join might ask again for each row, and take more than were wished for.
    public override string OfFree(string choice) => $"= ANY (ARRAY({choice} FOR UPDATE SKIP LOCKED))";

    // Our own as well: a lease that ran out was lost to us long before, by our own clock.
    public override string Orphaned(string owner) => $"state = 'running' AND (lease_until < {Now} OR {IsAncestor(owner)})";

    private static string IsAncestor(string owner) =>
        $"owner <> {owner} AND strpos({owner}, '.') > 0 AND starts_with(owner, split_part({owner}, '.', 1) || '.')";

    public override string LeaseEnd(string value) => $"{Now} + {value}";

    public override long LeaseEnd(Claim claim) => (long)(claim.Until - claim.Now).TotalMilliseconds;

    // Each way to the server and back is what a claim or an end costs most.
    public override ValueTask<List<T>> ThenLookAsync<T>(
        Session session,
        string statement,
        string look,
        Func<Row, T> map,
        params object?[] values
    ) => session.QueryAsync($"WITH done AS ({statement}) {look}", map, values);

    public override async ValueTask<bool> MoveAsync(Session session, string into, string row, params object?[] values) =>
        await session.ExecuteAsync($"WITH gone AS (DELETE FROM {row} RETURNING *) {into} gone", values) > 0;

    public override async ValueTask<bool> HoldAsync(Session session, Lease lease) =>
        (
            await session.QueryAsync(
                "SELECT 1 FROM job_queue WHERE id = @p1 AND token = @p2 AND state = 'running' FOR UPDATE",
                _ => true,
                lease.Job.Id.Value,
                lease.Token
            )
        ).Count > 0;

    public override async ValueTask HoldAsync(Session session, JobId id) =>
        _ = await session.QueryAsync("SELECT 1 FROM job_queue WHERE id = @p1 FOR UPDATE", _ => true, id.Value);

    // All lanes look at the same moment. One that has nothing behind the gate would keep the probe from the one that has.
    public override async ValueTask<bool> TakeProbeAsync(Session session, string gate, string lane, long now) =>
        (
            await session.QueryAsync(
                """
                SELECT 1 FROM job_gates WHERE name = @p1 AND probe_at <= @p2
                AND EXISTS (SELECT 1 FROM job_queue WHERE state = 'blocked' AND blocked_by = @p1 AND lane = @p3)
                FOR NO KEY UPDATE SKIP LOCKED
                """,
                _ => true,
                gate,
                now,
                lane
            )
        ).Count > 0;
}
