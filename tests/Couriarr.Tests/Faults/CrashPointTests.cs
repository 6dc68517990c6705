using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

/// <summary>The host dies at a named place; the next one makes up for it.</summary>
[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class CrashPointTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A01_Killed_before_the_commit_it_has_stored_nothing_and_promised_nothing()
    {
        var plan = _scratch.Plan();
        await using (var dying = await HostProcess.StartAsync(plan.WithFault("intake.before_commit"), Ct))
        {
            Assert.Equal(0, (await dying.Client.PostAsync(new DemoOrder(1), Ct)).Status);
            Assert.Equal(Killed, await dying.ExitAsync(Ct));
        }

        await using var host = await HostProcess.StartAsync(plan, Ct);

        Assert.Empty(await host.DemoJobsAsync());
        var repeated = await host.Client.EnqueueAsync(new DemoOrder(1), Ct);
        await host.Client.JobAsync(repeated, "succeeded", Ct);
        Assert.Equal(1, plan.Runs());
    }

    [Fact]
    public async Task A02_Killed_between_commit_and_answer_it_has_the_job_and_the_repetition_makes_no_second_one()
    {
        var plan = _scratch.Plan();
        var order = new DemoOrder(1) { Key = "the same import" };
        await using (var dying = await HostProcess.StartAsync(plan.WithFault("intake.after_commit_before_2xx"), Ct))
        {
            Assert.Equal(200, (await dying.Client.PostAsync("/lanes/demo/pause", Ct)).Status);
            Assert.Equal(0, (await dying.Client.PostAsync(order, Ct)).Status);
            Assert.Equal(Killed, await dying.ExitAsync(Ct));
        }

        await using var host = await HostProcess.StartAsync(plan, Ct);
        var kept = Assert.Single(await host.DemoJobsAsync());
        Assert.Equal(kept.Id, await host.Client.EnqueueAsync(order, Ct));
        Assert.Equal(200, (await host.Client.PostAsync("/lanes/demo/resume", Ct)).Status);
        await host.Client.JobAsync(kept.Id, "succeeded", Ct);

        Assert.Single(await host.DemoJobsAsync());
        Assert.Equal(1, plan.Runs());
    }

    [Theory]
    [InlineData("fanout.before_commit", 1)]
    [InlineData("fanout.after_commit", 0)]
    public async Task A03_Killed_around_a_fan_out_every_child_is_born_once(string point, int crashes)
    {
        var plan = _scratch.Plan();
        await using (var dying = await HostProcess.StartAsync(plan.WithFault(point), Ct))
        {
            await dying.Client.PostAsync(new DemoOrder(1) { Children = 3 }, Ct);
            Assert.Equal(Killed, await dying.ExitAsync(Ct));
        }

        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.Client.IsIdleAsync(Ct);
        var jobs = await host.DemoJobsAsync();

        var parent = Assert.Single(jobs, job => job.ParentId is null);
        Assert.Equal(("succeeded", crashes), (parent.Status, parent.CrashCount));
        var children = jobs.Where(job => job.ParentId == parent.Id).ToList();
        Assert.Equal([0, 1, 2], children.Select(child => child.Payload.Child!.Value).Order());
        Assert.All(children, child => Assert.Equal("succeeded", child.Status));
    }

    [Fact]
    public async Task A04_A_job_whose_worker_died_runs_again_right_after_the_start_and_has_lost_no_retry()
    {
        var plan = _scratch.Plan();
        await using (var dying = await HostProcess.StartAsync(plan.WithFault("claim.after_commit"), Ct))
        {
            await dying.Client.PostAsync(new DemoOrder(1), Ct);
            Assert.Equal(Killed, await dying.ExitAsync(Ct));
        }

        await using var host = await HostProcess.StartAsync(plan, Ct);
        var id = Assert.Single(await host.DemoJobsAsync()).Id;
        var job = await host.Client.JobAsync(id, "succeeded", Ct, seconds: 5);

        Assert.Equal((0, 1), (job.RetryCount, job.CrashCount));
        Assert.Equal([("crashed", "Interrupted by restart.")], await host.AttemptsAsync(id));
    }

    [Fact]
    public async Task B13_Killed_in_any_step_of_a_migration_the_next_start_goes_on_there()
    {
        for (var step = 1; await DiesInStepAsync(step); step++)
        {
            await using var host = await HostProcess.StartAsync(_scratch.Plan() with { Folder = Folder(step) }, Ct);
            var id = await host.Client.EnqueueAsync(new DemoOrder(step), Ct);
            await host.Client.JobAsync(id, "succeeded", Ct);
            Assert.Equal(0, await host.StopAsync(Ct));
            Assert.Equal("ok", Shell.Sql(host.Plan.Database, "PRAGMA integrity_check"));
        }
        Assert.True(Directory.Exists(Folder(2)), "There was no step of a migration to die in.");
    }

    private string Folder(int step) => _scratch.Path($"data-{step}");

    // False when there are fewer steps.
    private async Task<bool> DiesInStepAsync(int step)
    {
        var plan = _scratch.Plan() with { Folder = Folder(step) };
        await using var host = HostProcess.Launch(plan.WithFault($"migrate.step:{step}"));
        await Until.TrueAsync(
            async () => host.HasExited || (await host.Client.GetAsync("/health", Ct)).Status == 200,
            "it dies or is up",
            Ct
        );
        return host.HasExited && await host.ExitAsync(Ct) == Killed;
    }
}
