using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>How jobs come to their workers.</summary>
internal partial class SqlJobStore
{
    private const int PromotedAtOnce = 500;
    private const int LookedAtAtOnce = 500;
    private const int Looks = 20;

    public async Task<IReadOnlyList<Lease>> ClaimAsync(Claim claim, CancellationToken ct)
    {
        var leases = await database.WriteAsync(session => ClaimAsync(session, claim), WriteKind.Upkeep, ct);
        if (leases.Count > 0)
            failPoints.Reach("claim.after_commit");
        return leases;
    }

    public async Task<IReadOnlyList<Lease>> AdoptAsync(Claim claim, CancellationToken ct) =>
        await database.WriteAsync(
            async session =>
            {
                if (!await sql.DrawTokenAsync(session, $"SELECT 1 FROM job_queue WHERE {sql.Orphaned("@p1")}", claim.Owner))
                    return [];
                var adopted = await session.QueryAsync(
                    $"""
                    UPDATE job_queue SET token = {sql.Token}, owner = @p1, lease_until = {sql.LeaseEnd("@p2")}
                    WHERE id {sql.OfFree($"SELECT id FROM job_queue WHERE {sql.Orphaned("@p1")}")}
                    RETURNING {JobRow.Live}
                    """,
                    JobRow.ReadLease,
                    claim.Owner,
                    sql.LeaseEnd(claim)
                );
                return adopted.ConvertAll(a => a.Lease);
            },
            WriteKind.Upkeep,
            ct
        );

    // Writes nothing, and so costs no disk, when there is nothing to take.
    private async ValueTask<List<Lease>> ClaimAsync(Session session, Claim claim)
    {
        var forgotten = await TakeForgottenAsync(session, claim);
        var rest = claim with { Limit = claim.Limit - forgotten.Count };
        var gates = await PromoteAsync(session, claim.Now);
        if (gates.Any(gate => gate.Name == Gate.OfLane(claim.Lane)))
            return forgotten;
        foreach (var (name, probeAt) in gates)
            if (probeAt <= claim.Now && !claim.GatesOfOthers.Contains(name))
                await LetProbeThroughAsync(session, claim, name);
        return gates.Count == 0 || await BlockAsync(session, claim.Lane) ? [.. forgotten, .. await TakeAsync(session, rest)] : forgotten;
    }

    // Claimed by a call of ours whose answer was lost.
    private async ValueTask<List<Lease>> TakeForgottenAsync(Session session, Claim claim)
    {
        if (claim.Held is not { } held)
            return [];
        var ours = await session.QueryAsync(
            "SELECT id, token FROM job_queue WHERE state = 'running' AND owner = @p1 AND lane = @p2",
            row => (Id: row.GetInt64(0), Token: row.GetInt64(1)),
            claim.Owner,
            claim.Lane
        );
        var known = held.Select(lease => (lease.Job.Id.Value, lease.Token)).ToHashSet();
        var leases = new List<Lease>();
        foreach (var (id, _) in ours.Where(row => !known.Contains(row)).Take(claim.Limit))
        {
            await sql.DrawTokenAsync(session, "SELECT 1");
            leases.AddRange(
                await session.QueryAsync(
                    $"UPDATE job_queue SET token = {sql.Token}, lease_until = {sql.LeaseEnd("@p2")} WHERE id = @p1 RETURNING {JobRow.Live}",
                    row => JobRow.ReadLease(row).Lease,
                    id,
                    sql.LeaseEnd(claim)
                )
            );
        }
        return leases;
    }

    /// <returns>The closed gates.</returns>
    private ValueTask<List<(string Name, DateTimeOffset? ProbeAt)>> PromoteAsync(Session session, DateTimeOffset now) =>
        sql.ThenLookAsync(
            session,
            $"""
            UPDATE job_queue SET state = 'waiting' WHERE id {sql.OfFree(
                "SELECT id FROM job_queue WHERE state IN ('scheduled', 'failed') AND run_at <= @p1 ORDER BY run_at LIMIT @p2"
            )}
            """,
            $"SELECT name, probe_at FROM job_gates{sql.KeepThere}",
            row => (row.GetString(0), row.TimeOrNull(1)),
            now.ToMs(),
            PromotedAtOnce
        );

    private async ValueTask LetProbeThroughAsync(Session session, Claim claim, string gate)
    {
        if (!await sql.TakeProbeAsync(session, gate, claim.Lane, claim.Now.ToMs()))
            return;
        var let = await session.ExecuteAsync(
            $"""
            UPDATE job_queue SET state = 'waiting', blocked_by = NULL, is_probe = 1 WHERE id = (
                SELECT id FROM job_queue WHERE state = 'blocked' AND blocked_by = @p1 AND lane = @p2 AND {HasNoTwinAtWork} ORDER BY rank LIMIT 1)
            AND NOT EXISTS (SELECT 1 FROM job_queue WHERE gate = @p1 AND is_probe = 1)
            """,
            gate,
            claim.Lane
        );
        if (let > 0)
            await session.ExecuteAsync("UPDATE job_gates SET probe_at = @p2 WHERE name = @p1", gate, claim.NextProbe.ToMs());
    }

    // Only the front of the lane is looked at, so that a lane of a million costs no more than one of a hundred. False when the
    // front is still full of jobs behind closed gates: the next claim goes on.
    private async ValueTask<bool> BlockAsync(Session session, string lane)
    {
        for (var look = 0; look < Looks; look++)
        {
            var blocked = await session.ExecuteAsync(
                $"""
                UPDATE job_queue SET state = 'blocked', blocked_by = gate, note = (SELECT reason FROM job_gates WHERE name = gate)
                WHERE id {sql.OfFree("SELECT id FROM job_queue WHERE state = 'waiting' AND lane = @p1 ORDER BY rank, id LIMIT @p2")}
                AND is_probe = 0 AND gate IN (SELECT name FROM job_gates)
                """,
                lane,
                LookedAtAtOnce
            );
            if (blocked == 0)
                return true;
        }
        return false;
    }

    private async ValueTask<List<Lease>> TakeAsync(Session session, Claim claim)
    {
        var others = claim.GatesOfOthers.Concat(claim.KindsOfOthers).Cast<object?>().ToArray();
        if (!await sql.DrawTokenAsync(session, Ready(claim, firstOther: 4), [claim.Lane, 1, claim.SuspectAt, .. others]))
            return [];
        var taken = await session.QueryAsync(
            $"""
            UPDATE job_queue SET state = 'running', token = {sql.Token}, owner = @p4, started_at = @p5,
                lease_until = {sql.LeaseEnd("@p6")}, cancel_requested = 0, note = NULL
            WHERE id {sql.OfFree(Ready(claim, firstOther: 7))}
            RETURNING {JobRow.Live}
            """,
            JobRow.ReadLease,
            [claim.Lane, claim.Limit, claim.SuspectAt, claim.Owner, claim.Now.ToMs(), sql.LeaseEnd(claim), .. others]
        );
        return [.. taken.OrderBy(t => t.Rank).ThenBy(t => t.Lease.Job.Id).Select(t => t.Lease)];
    }

    /// <param name="firstOther">The number of the parameter from which on stand the gates and then the kinds of others.</param>
    private static string Ready(Claim claim, int firstOther)
    {
        var ours = $"state = 'waiting' AND lane = @p1{Except("gate", claim.GatesOfOthers.Count, firstOther)}";
        ours += Except("type", claim.KindsOfOthers.Count, firstOther + claim.GatesOfOthers.Count);
        if (claim.Before is { } rank)
            ours += $" AND rank < {rank}";
        ours += $" AND {HasNoTwinAtWork}";
        return $"""
            SELECT id FROM job_queue WHERE {ours} AND (crash_count < @p3 OR (
                id = (SELECT id FROM job_queue WHERE {ours} AND crash_count >= @p3 ORDER BY rank, id LIMIT 1)
                AND NOT EXISTS (SELECT 1 FROM job_queue WHERE state = 'running' AND crash_count >= @p3)))
            ORDER BY rank, id LIMIT @p2
            """;
    }

    // What has a twin at work waits for its end; as a probe it would keep its gate closed until then.
    private const string HasNoTwinAtWork = """
        (unique_key IS NULL OR unique_key NOT IN (SELECT unique_key FROM job_queue WHERE state = 'running' AND unique_key IS NOT NULL))
        """;

    private static string Except(string column, int count, int first) =>
        count == 0 ? "" : $" AND coalesce({column}, '') NOT IN ({string.Join(", ", Enumerable.Range(first, count).Select(i => $"@p{i}"))})";
}
