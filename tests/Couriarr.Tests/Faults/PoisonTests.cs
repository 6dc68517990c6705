using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class PoisonTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A14_A_job_that_kills_the_worker_three_times_is_given_up_and_takes_nobody_with_it()
    {
        var plan = _scratch.Plan();
        var killer = await FillAsync(plan);
        var deaths = 1;
        while (await DiesAsync(plan))
            deaths++;

        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.Client.IsIdleAsync(Ct);
        var jobs = await host.DemoJobsAsync();

        Assert.Equal(3, deaths);
        Assert.Equal(
            ("dead", "It killed the worker 3 times."),
            jobs.Where(job => job.Id == killer).Select(job => (job.Status, job.Note!)).Single()
        );
        Assert.Equal(10, jobs.Count(job => job.Id != killer));
        Assert.All(jobs, job => Assert.True(job.Id == killer || job.Status == "succeeded", $"An innocent came to harm: {job}"));
    }

    // Behind a paused lane, so that the killer and the others start together; the others are still at work when it strikes.
    private static async Task<long> FillAsync(HostPlan plan)
    {
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.Client.PostAsync("/lanes/demo/pause", Ct);
        var killer = await host.Client.EnqueueAsync(new DemoOrder(1, "kill") { Milliseconds = 50 }, Ct);
        for (var n = 2; n <= 11; n++)
            await host.Client.EnqueueAsync(new DemoOrder(n) { Milliseconds = 400 }, Ct);
        await host.Client.PostAsync("/lanes/demo/resume", Ct);
        Assert.Equal(Killed, await host.ExitAsync(Ct));
        return killer;
    }

    private static async Task<bool> DiesAsync(HostPlan plan)
    {
        await using var host = HostProcess.Launch(plan);
        await Until.TrueAsync(async () => host.HasExited || await IsIdleAsync(host), "it dies or has done everything", Ct, seconds: 60);
        return host.HasExited && await host.ExitAsync(Ct) == Killed;
    }

    private static async Task<bool> IsIdleAsync(HostProcess host) =>
        await host.Client.GetAsync("/jobs?limit=1&status=scheduled,waiting,running,blocked,failed", Ct) is { Status: 200 } answer
        && answer.Body.GetProperty("jobs").GetArrayLength() == 0;

    [Fact]
    public async Task A16_A_loop_that_falls_is_named_by_health_and_starts_again()
    {
        await using var host = await HostProcess.StartAsync(_scratch.Plan().WithFault("claim.after_commit:1:throw"), Ct);

        var id = await host.Client.EnqueueAsync(new DemoOrder(1), Ct);

        await Until.TrueAsync(
            async () =>
                await host.Client.GetAsync("/health", Ct) is { Status: 200 } health
                && health.Body.GetProperty("status").GetString() == "degraded"
                && health.Body.GetProperty("problems")[0].GetString()!.Contains("lane demo", StringComparison.Ordinal),
            "/health names the loop",
            Ct
        );
        await host.Client.JobAsync(id, "succeeded", Ct);
    }
}
