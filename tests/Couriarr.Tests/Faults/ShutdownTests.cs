using System.Diagnostics;
using System.Net.Sockets;
using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class ShutdownTests : IDisposable
{
    private static readonly TimeSpan DockersPatience = TimeSpan.FromSeconds(10);
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("hold")]
    [InlineData("ignore")]
    public async Task A10_Stopped_while_a_job_runs_it_ends_in_time_and_the_job_runs_again_without_losing_a_retry(string conduct)
    {
        var plan = _scratch.Plan();
        var id = await StopDuringJobAsync(plan, conduct);

        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.Client.JobAsync(id, "running", Ct);
        await Until.TrueAsync(() => Task.FromResult(plan.Runs() == 2), "it runs for the second time", Ct);
        Assert.Equal([("interrupted", "Interrupted by shutdown.")], await host.AttemptsAsync(id));
        await host.ReleaseAsync(1);
        var job = await host.Client.JobAsync(id, "succeeded", Ct);

        Assert.Equal((0, 0), (job.RetryCount, job.CrashCount));
    }

    private static async Task<long> StopDuringJobAsync(HostPlan plan, string conduct)
    {
        await using var host = await HostProcess.StartAsync(plan, Ct);
        var id = await host.Client.EnqueueAsync(new DemoOrder(1, conduct), Ct);
        await Until.TrueAsync(() => Task.FromResult(plan.Runs() == 1), "the job runs", Ct);
        var told = Stopwatch.GetTimestamp();
        Assert.Equal(0, await host.StopAsync(Ct));
        Assert.True(Stopwatch.GetElapsedTime(told) < DockersPatience, $"It took {Stopwatch.GetElapsedTime(told)} to stop.");
        return id;
    }

    [Fact]
    public async Task A10_A_caller_who_never_finishes_does_not_keep_the_running_jobs_from_being_given_back()
    {
        var plan = _scratch.Plan();
        long id;
        await using (var host = await HostProcess.StartAsync(plan, Ct))
        {
            id = await host.Client.EnqueueAsync(new DemoOrder(1, "hold"), Ct);
            await Until.TrueAsync(() => Task.FromResult(plan.Runs() == 1), "the job runs", Ct);
            using var caller = new TcpClient("127.0.0.1", plan.Port);
            await caller.GetStream().WriteAsync("GET /health HTTP/1.1\r\nHost: "u8.ToArray(), Ct);
            await host.Client.GetAsync("/health", Ct);
            var told = Stopwatch.GetTimestamp();
            Assert.Equal(0, await host.StopAsync(Ct));
            Assert.True(Stopwatch.GetElapsedTime(told) < DockersPatience, $"It took {Stopwatch.GetElapsedTime(told)} to stop.");
        }

        await using var next = await HostProcess.StartAsync(plan, Ct);
        await next.ReleaseAsync(1);
        Assert.Equal(0, (await next.Client.JobAsync(id, "succeeded", Ct)).CrashCount);
        Assert.Equal([("interrupted", "Interrupted by shutdown.")], await next.AttemptsAsync(id));
    }

    [Fact]
    public async Task A12_Stopped_during_a_burst_it_keeps_what_it_accepted_and_says_so_to_the_others()
    {
        var plan = _scratch.Plan();
        var ledger = new Ledger();
        await using (var host = await HostProcess.StartAsync(plan, Ct))
        {
            using var enough = new CancellationTokenSource();
            var traffic = new Traffic(plan.Port, ledger, seed: 12).RunAsync(enough.Token);
            await Until.TrueAsync(() => Task.FromResult(ledger.Promised.Count > 50), "the burst has begun", Ct);
            Assert.Equal(0, await host.StopAsync(Ct));
            await enough.CancelAsync();
            await traffic;
        }

        await using var next = await HostProcess.StartAsync(plan, Ct);
        var there = (await next.DemoJobsAsync()).Select(job => job.Id).ToHashSet();

        Assert.Subset(there, ledger.Promised.Values.ToHashSet());
        Assert.Subset(new HashSet<int> { 0, 202, 503 }, ledger.Answers.Keys.ToHashSet());
    }

    [Theory]
    [InlineData("Terminate")]
    [InlineData("Interrupt")]
    public async Task A13_The_second_signal_ends_it_at_once_and_nothing_is_lost(string signal)
    {
        // A shell that was told to run us in the background lets us ignore Ctrl-C, and our children with us.
        var plan = _scratch.Plan() with
        {
            Wrapper = ["env", "--default-signal=INT"],
        };
        var kind = Enum.Parse<Signal>(signal);
        long id;
        await using (var host = await HostProcess.StartAsync(plan, Ct))
        {
            id = await host.Client.EnqueueAsync(new DemoOrder(1, "ignore"), Ct);
            await Until.TrueAsync(() => Task.FromResult(plan.Runs() == 1), "the job runs", Ct);
            host.Signal(kind);
            await Until.TrueAsync(async () => (await host.Client.GetAsync("/health", Ct)).Status == 0, "the orderly stop has begun", Ct);
            var told = Stopwatch.GetTimestamp();
            host.Signal(kind);
            Assert.Equal(130, await host.ExitAsync(Ct));
            Assert.True(Stopwatch.GetElapsedTime(told) < TimeSpan.FromSeconds(2), "It did not leave at once.");
        }

        await using var next = await HostProcess.StartAsync(plan, Ct);
        await next.Client.JobAsync(id, "running", Ct);
        await next.ReleaseAsync(1);
        Assert.Equal(0, (await next.Client.JobAsync(id, "succeeded", Ct)).RetryCount);
    }

    [Fact]
    public async Task A13_A_terminal_that_closes_ends_it_in_good_order()
    {
        var plan = _scratch.Plan() with { Wrapper = ["env", "--default-signal=HUP"] };
        long id;
        await using (var host = await HostProcess.StartAsync(plan, Ct))
        {
            id = await host.Client.EnqueueAsync(new DemoOrder(1, "hold"), Ct);
            await Until.TrueAsync(() => Task.FromResult(plan.Runs() == 1), "the job runs", Ct);
            Shell.Run("kill", "-HUP", $"{host.Id}");
            Shell.Run("kill", "-HUP", $"{host.Id}");
            Assert.Equal(0, await host.ExitAsync(Ct));
        }

        await using var next = await HostProcess.StartAsync(plan, Ct);
        await next.ReleaseAsync(1);
        Assert.Equal(0, (await next.Client.JobAsync(id, "succeeded", Ct)).CrashCount);
    }

    [Fact]
    public async Task A13_A_signal_during_the_first_migration_ends_the_start_in_good_order()
    {
        var plan = _scratch.Plan();
        await using (var host = HostProcess.Launch(plan.WithFault("migrate.step:1:delay=300")))
        {
            await host.SaysAsync("The fault at migrate.step strikes.");
            Assert.Equal(0, await host.StopAsync(Ct));
            Assert.DoesNotContain("mistake", host.Output, StringComparison.Ordinal);
        }

        await using var next = await HostProcess.StartAsync(plan, Ct);
        await next.Client.JobAsync(await next.Client.EnqueueAsync(new DemoOrder(1), Ct), "succeeded", Ct);
    }

    [Fact]
    public async Task Killed_while_the_lanes_drain_it_loses_nothing()
    {
        var plan = _scratch.Plan();
        long id;
        await using (var host = await HostProcess.StartAsync(plan.WithFault("shutdown.drain"), Ct))
        {
            id = await host.Client.EnqueueAsync(new DemoOrder(1, "hold"), Ct);
            await Until.TrueAsync(() => Task.FromResult(plan.Runs() == 1), "the job runs", Ct);
            Assert.Equal(Killed, await host.StopAsync(Ct));
        }

        await using var next = await HostProcess.StartAsync(plan, Ct);
        await next.ReleaseAsync(1);
        Assert.Equal(0, (await next.Client.JobAsync(id, "succeeded", Ct)).RetryCount);
    }
}
