using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class ClockTests : IDisposable
{
    private static readonly string? Library = Find();
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("+1h")]
    [InlineData("-1h")]
    [InlineData("+10y")]
    public async Task E10_A_clock_that_jumps_while_a_job_runs_makes_nothing_run_twice_and_stops_nothing(string jump)
    {
        Assert.SkipWhen(Library is null, "It needs libfaketime (Debian: apt install faketime).");
        var setting = _scratch.Path("clock");
        await File.WriteAllTextAsync(setting, "+0", Ct);
        var plan = _scratch.Plan().With("LD_PRELOAD", Library!).With("FAKETIME_TIMESTAMP_FILE", setting);
        plan = plan.With("FAKETIME_NO_CACHE", "1").With("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        await using var host = await HostProcess.StartAsync(plan, Ct);
        var running = await host.Client.EnqueueAsync(new DemoOrder(1, "hold"), Ct);
        await host.Client.JobAsync(running, "running", Ct);

        var before = await NowAsync(host);
        await File.WriteAllTextAsync(setting, jump, Ct);
        await Until.TrueAsync(
            async () => (await NowAsync(host) - before).Duration() > TimeSpan.FromMinutes(30),
            "the clock has jumped",
            Ct
        );
        var later = await host.Client.EnqueueAsync(new DemoOrder(2, "fail") { Failures = 1 }, Ct);
        await host.Client.JobAsync(later, "succeeded", Ct);
        await host.ReleaseAsync(1);
        await host.Client.JobAsync(running, "succeeded", Ct);

        Assert.Equal(3, plan.Runs());
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    private static async Task<DateTimeOffset> NowAsync(HostProcess host) =>
        (await host.Client.GetAsync("/health", Ct)).Body.GetProperty("timestamp").GetDateTimeOffset();

    private static string? Find() =>
        Directory.Exists("/usr/lib")
            ? Directory
                .GetDirectories("/usr/lib", "*-linux-gnu")
                .Select(lib => $"{lib}/faketime/libfaketimeMT.so.1")
                .FirstOrDefault(File.Exists)
            : null;
}
