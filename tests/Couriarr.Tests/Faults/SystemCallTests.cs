using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

/// <summary>The kernel refuses, or the host dies in the very call.</summary>
[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class SystemCallTests : IDisposable
{
    private const int LongestSweep = 60;
    private readonly Scratch _scratch = new();

    public SystemCallTests() => Assert.SkipUnless(Strace.IsPossible, "It needs root and strace.");

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("fsync,fdatasync")]
    [InlineData("?rename,?renameat2,?unlink,unlinkat")]
    public async Task A09_Killed_in_any_of_its_system_calls_it_keeps_its_word(string calls)
    {
        var nth = 1;
        while (await DiesAtAsync(calls, nth))
            nth++;
        Assert.InRange(nth, 2, LongestSweep);
    }

    // False when the whole work was done without meeting the call that often.
    private async Task<bool> DiesAtAsync(string calls, int nth)
    {
        var plan = _scratch.Plan() with { Folder = _scratch.Path($"data-{nth}"), Effects = _scratch.Path($"effects-{nth}") };
        var ledger = new Ledger();
        var exitCode = await WorkAsync(plan with { Wrapper = Strace.Around(calls, $"signal=SIGKILL:when={nth}") }, ledger);
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.Client.IsIdleAsync(Ct);
        var verdict = new Verdict(ledger, await Aftermath.SeeAsync(host, Ct));
        Assert.True(verdict.IsClean, $"Killed at {calls} number {nth}: {string.Join("; ", verdict.Complaints)}");
        return exitCode == Killed;
    }

    private static async Task<int> WorkAsync(HostPlan plan, Ledger ledger)
    {
        await using var host = HostProcess.Launch(plan);
        await Until.TrueAsync(
            async () => host.HasExited || (await host.Client.GetAsync("/health", Ct)).Status == 200,
            "it dies or is up",
            Ct,
            60
        );
        DemoOrder[] orders = [new(1), new(2) { Children = 2 }, new(3, "fail") { Failures = 1 }];
        foreach (var order in orders)
            await ledger.PostAsync(host.Client, order, Ct);
        await Until.TrueAsync(async () => host.HasExited || await IsDoneAsync(host), "it dies or has worked", Ct);
        return await host.StopAsync(Ct);
    }

    private static async Task<bool> IsDoneAsync(HostProcess host) =>
        (await host.Client.GetAsync("/jobs?limit=10&status=succeeded", Ct)) is { Status: 200 } answer
        && answer.Body.GetProperty("jobs").GetArrayLength() == 5;

    [Fact]
    public async Task B04_A_data_disk_that_turned_read_only_is_named_and_outlived()
    {
        await using var host = await HostProcess.StartAsync(_scratch.Plan(), Ct);
        await using (await AttachAsync(host, "pwrite64,fdatasync,fsync,ftruncate", "error=EROFS"))
        {
            var refused = await host.Client.PostAsync(new DemoOrder(1), Ct);
            Assert.Equal(503, refused.Status);
            Assert.Contains("couriarr.db", refused.Error, StringComparison.Ordinal);
            var ready = await host.Client.GetAsync("/ready", Ct);
            Assert.Equal(503, ready.Status);
            Assert.Contains(ready.Reasons(), reason => reason.Contains("couriarr.db", StringComparison.Ordinal));
            Assert.Equal(200, (await host.Client.GetAsync("/health", Ct)).Status);
        }

        await Until.TrueAsync(async () => (await host.Client.GetAsync("/ready", Ct)).Status == 200, "it is ready again", Ct, seconds: 10);
        var id = await host.Client.EnqueueAsync(new DemoOrder(2), Ct);
        await host.Client.JobAsync(id, "succeeded", Ct);
        Assert.Equal(2, Assert.Single(await host.DemoJobsAsync()).Payload.N);
    }

    [Fact]
    public async Task B09_A_commit_that_the_disk_did_not_take_is_no_success_and_the_service_goes_on()
    {
        var ledger = new Ledger();
        await using var host = await HostProcess.StartAsync(_scratch.Plan(), Ct);
        Assert.True(await ledger.PostAsync(host.Client, new DemoOrder(1), Ct));
        await host.Client.IsIdleAsync(Ct);
        await using (await AttachAsync(host, "fdatasync,fsync", "error=EIO:when=1"))
        {
            Assert.Equal(503, (await host.Client.PostAsync(new DemoOrder(2), Ct)).Status);
            Assert.True(await ledger.PostAsync(host.Client, new DemoOrder(3), Ct));
        }

        await host.Client.IsIdleAsync(Ct);
        var verdict = new Verdict(ledger, await Aftermath.SeeAsync(host, Ct));
        Assert.True(verdict.IsClean, string.Join("; ", verdict.Complaints));
    }

    private static Task<Strace> AttachAsync(HostProcess host, string calls, string injection) =>
        Strace.AttachAsync(host, calls, injection, [host.Plan.Database, host.Plan.Database + "-wal"], Ct);
}
