using Couriarr.Features.Reconciliation.Plans;
using Couriarr.Neighbours;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>Two jobs see to one plan, when more of it is approved while the first still looks. Every line is done by one of them.</summary>
[Trait("family", "reconcile")]
public sealed class TakenLinesTests
{
    private const long First = 101;
    private const long Second = 102;

    [Fact]
    public async Task A_line_is_done_by_the_job_that_took_it_last_and_by_no_other()
    {
        await using var stage = await SetAsync();
        var (plans, plan) = await ApprovedAsync(stage);
        var first = await plans.TakeAsync(plan, "movies", First, 1, Ct);
        var second = await plans.TakeAsync(plan, "movies", Second, 100, Ct);

        var done = await plans.SettleAsync(plan, First, first.Select(line => (line, (string?)null)), Ct);
        var doneToo = await plans.SettleAsync(plan, Second, second.Select(line => (line, (string?)null)), Ct);

        Assert.Equal((1, 3), (first.Count, second.Count));
        Assert.Empty(done);
        Assert.Equal(second.Select(line => line.Line), doneToo.Select(line => line.Line));
    }

    [Fact]
    public async Task What_a_job_has_settled_is_taken_by_no_other_and_by_itself_first_of_all_when_it_comes_back()
    {
        await using var stage = await SetAsync();
        var (plans, plan) = await ApprovedAsync(stage, but: 1);
        var lines = await plans.TakeAsync(plan, "movies", First, 2, Ct);
        await plans.SettleAsync(plan, First, lines.Select(line => (line, (string?)null)), Ct);
        await plans.ApproveAsync(plan, [1], Ct);

        var back = await plans.TakeAsync(plan, "movies", First, 2, Ct);
        var other = await plans.TakeAsync(plan, "movies", Second, 100, Ct);

        Assert.Equal(lines.Select(line => line.Line), back.Select(line => line.Line));
        Assert.Equal([1], other.Select(line => line.Line));
        Assert.Equal(lines.Count, (await plans.SettleAsync(plan, First, back.Select(line => (line, (string?)null)), Ct)).Count);
    }

    // All lines of it, or all but one.
    private static async Task<(PlanTable Plans, long Plan)> ApprovedAsync(ParityStage stage, int but = 0)
    {
        stage.Whole();
        foreach (var title in new[] { "One", "Two", "Three" })
            stage.Take(stage.Radarr, stage.Radarr.Add(title), $"{title}.mkv");
        await stage.StartAsync();
        await stage.CompareAsync("?library=movies&report_only=true");
        var plan = (await MendingTests.PlanAsync(stage)).GetProperty("id").GetInt64();
        var plans = stage.Host.Get<PlanTable>();
        await plans.ApproveAsync(plan, [.. Enumerable.Range(1, 3).Where(line => line != but)], Ct);
        return (plans, plan);
    }
}
