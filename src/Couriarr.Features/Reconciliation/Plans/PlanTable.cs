using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Reconciliation.Plans;

/// <summary>The tables reconcile_plans and reconcile_lines: what could be done, what was approved, and what came of it.</summary>
internal sealed class PlanTable(Database database, TimeProvider clock)
{
    private const string Lines =
        $"SELECT {FindingTable.Columns}, l.line, l.action, l.approved_at, l.outcome, l.why, l.taken_by, l.plan"
        + " FROM reconcile_lines l JOIN reconcile_files f ON f.id = l.file";
    private const int LineAt = 16;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<long> MakeAsync(PlanWish wish, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO reconcile_plans (run, made_at) VALUES (@p1, @p2)", wish.Run, Now);
                var plan = await session.FirstAsync("SELECT max(id) FROM reconcile_plans", row => row.GetInt64(0));
                await session.ExecuteAsync(
                    """
                    INSERT INTO reconcile_lines (plan, line, action, file)
                    SELECT @p1, row_number() OVER (ORDER BY f.id),
                        CASE f.standing WHEN 'missing' THEN 'add' WHEN 'extra' THEN 'remove' ELSE 'replace' END, f.id
                    FROM reconcile_files f JOIN reconcile_libraries b ON b.run = f.run AND b.library = f.library AND b.why IS NULL
                    WHERE f.run = @p2 AND (@p3 = '' OR f.library = @p3) AND (
                        f.standing = 'missing' AND f.work IS NOT NULL
                        OR f.standing IN ('older_version', 'other_size') AND f.work IS NOT NULL AND @p4 = 1
                        OR f.standing = 'extra' AND @p5 = 1)
                    """,
                    plan,
                    wish.Run,
                    wish.Library,
                    wish.Replaces ? 1 : 0,
                    wish.Removes ? 1 : 0
                );
                return plan;
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>The newest first.</summary>
    public Task<List<Plan>> NewestAsync(int count, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                var plans = await session.QueryAsync(
                    "SELECT id, run, made_at FROM reconcile_plans ORDER BY id DESC LIMIT @p1",
                    ReadPlan,
                    count
                );
                for (var i = 0; i < plans.Count; i++)
                    plans[i] = await WholeAsync(session, plans[i]);
                return plans;
            },
            ct
        );

    public Task<Plan?> FindAsync(long id, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
                await session.FirstAsync("SELECT id, run, made_at FROM reconcile_plans WHERE id = @p1", ReadPlan, id) is { } plan
                    ? await WholeAsync(session, plan)
                    : null,
            ct
        );

    public Task<List<PlanLine>> LinesAsync(long plan, int after, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync($"{Lines} WHERE l.plan = @p1 AND l.line > @p2 ORDER BY l.line LIMIT @p3", ReadLine, plan, after, limit),
            ct
        );

    public Task ApproveAsync(long plan, IReadOnlyCollection<int> lines, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var line in lines)
                    await session.ExecuteAsync(
                        "UPDATE reconcile_lines SET approved_at = coalesce(approved_at, @p3) WHERE plan = @p1 AND line = @p2",
                        plan,
                        line,
                        Now
                    );
                return true;
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>
    /// What is approved and open in a library, and first what this very job had taken before it was cut off. A line is the job's that took it
    /// last: nobody waits for one that may never come back.
    /// </summary>
    public Task<List<PlanLine>> TakeAsync(long plan, string library, long job, int limit, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var lines = await session.QueryAsync(
                    $"""
                    {Lines} WHERE l.plan = @p1 AND f.library = @p2 AND l.approved_at IS NOT NULL AND (l.outcome IS NULL OR l.taken_by = @p3)
                    ORDER BY CASE WHEN l.taken_by = @p3 THEN 0 ELSE 1 END, l.line LIMIT @p4
                    """,
                    ReadLine,
                    plan,
                    library,
                    job,
                    limit
                );
                foreach (var line in lines)
                    await session.ExecuteAsync(
                        "UPDATE reconcile_lines SET taken_by = @p3 WHERE plan = @p1 AND line = @p2",
                        plan,
                        line.Line,
                        job
                    );
                return lines;
            },
            WriteKind.Upkeep,
            ct
        );

    /// <summary>What became of lines: with a reason it was refused. Those that another job took meanwhile are left to that one.</summary>
    /// <returns>The lines that are now to be done, by this job and no other.</returns>
    public Task<List<PlanLine>> SettleAsync(long plan, long job, IEnumerable<(PlanLine Line, string? Why)> lines, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var own = new List<PlanLine>();
                foreach (var (line, why) in lines)
                    if (await SettleAsync(session, plan, job, line.Line, why) > 0 && why is null)
                        own.Add(line);
                return own;
            },
            WriteKind.Upkeep,
            ct
        );

    private static ValueTask<int> SettleAsync(Session session, long plan, long job, int line, string? why) =>
        session.ExecuteAsync(
            "UPDATE reconcile_lines SET outcome = @p4, why = @p5 WHERE plan = @p1 AND line = @p2 AND taken_by = @p3",
            plan,
            line,
            job,
            why is null ? "queued" : "refused",
            why
        );

    private static async ValueTask<Plan> WholeAsync(Session session, Plan plan)
    {
        var counts = await session.QueryAsync(
            "SELECT action, count(*), count(approved_at) FROM reconcile_lines WHERE plan = @p1 GROUP BY action ORDER BY action",
            row => (Action: row.GetString(0), All: row.GetInt32(1), Approved: row.GetInt32(2)),
            plan.Id
        );
        return plan with
        {
            Lines = counts.ToDictionary(count => count.Action, count => count.All),
            Approved = counts.ToDictionary(count => count.Action, count => count.Approved),
        };
    }

    private static Plan ReadPlan(Row row) => new(row.GetInt64(0), row.GetInt64(1), Time(row, 2)!.Value);

    private static PlanLine ReadLine(Row row) =>
        new(row.GetInt64(LineAt + 6), row.GetInt32(LineAt), row.GetString(LineAt + 1), FindingTable.Read(row))
        {
            ApprovedAt = Time(row, LineAt + 2),
            Outcome = row.IsNull(LineAt + 3) ? null : row.GetString(LineAt + 3),
            Why = row.IsNull(LineAt + 4) ? null : row.GetString(LineAt + 4),
            Job = row.IsNull(LineAt + 5) ? null : row.GetInt64(LineAt + 5),
        };

    private static DateTimeOffset? Time(Row row, int at) =>
        row.IsNull(at) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(at));
}
