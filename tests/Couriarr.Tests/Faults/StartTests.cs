using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

/// <summary>What can be in the way of a start, and that the owner is told in one line.</summary>
[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class StartTests : IDisposable
{
    private const int Configuration = 78;
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_port_in_use_is_named_together_with_the_way_out()
    {
        var plan = _scratch.Plan();
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, plan.Port));
        other.Listen();

        Assert.StartsWith($"Port {plan.Port} of 0.0.0.0 is in use.", await RefusalAsync(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unwritable_data_folder_is_named_together_with_the_command_that_mends_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Shell.Has("setpriv"), "It needs root and setpriv.");
        var plan = _scratch.Plan() with { Wrapper = ["setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups"] };
        Directory.CreateDirectory(plan.Folder);

        Assert.Contains($"chown -R 1000:1000 {plan.Folder}", await RefusalAsync(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_not_blamed_on_its_owner()
    {
        var plan = _scratch.Plan();
        await File.WriteAllTextAsync(plan.Folder, "", Ct);

        Assert.Contains("Look whether it is a folder", await RefusalAsync(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_named() =>
        Assert.StartsWith(
            "This machine has no address 192.0.2.1.",
            await RefusalAsync(_scratch.Plan().With("COURIARR_BIND", "192.0.2.1")),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_unknown_time_zone_is_named() =>
        Assert.StartsWith(
            "TZ: time_zone must be a time zone",
            await RefusalAsync(_scratch.Plan().With("TZ", "Europe/Nowhere")),
            StringComparison.Ordinal
        );

    // The one line that the owner reads; what else is printed is the log.
    private static async Task<string> RefusalAsync(HostPlan plan)
    {
        await using var host = HostProcess.Launch(plan);
        Assert.Equal(Configuration, await host.ExitAsync(Ct));
        return host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
    }

    [Fact]
    public async Task E18_With_a_hundred_thousand_jobs_waiting_it_is_up_and_at_work_in_ten_seconds()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It fills the queue with sqlite3.");
        var plan = _scratch.Plan();
        await using (var first = await HostProcess.StartAsync(plan, Ct))
            Assert.Equal(0, await first.StopAsync(Ct));
        Shell.Sql(
            plan.Database,
            """
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)
            INSERT INTO job_queue (type, lane, priority, rank, state, payload, payload_version, run_at, created_at, max_retries)
            SELECT 'demo-job', 'demo', 5, n, 'waiting', '{"n":' || n || '}', 1, 0, 0, 3 FROM n;
            """
        );

        var launched = Stopwatch.GetTimestamp();
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await Until.TrueAsync(() => Task.FromResult(plan.Runs() > 0), "the first job runs", Ct);
        var page = await host.Client.GetAsync("/jobs?limit=50", Ct);

        Assert.Equal(200, page.Status);
        Assert.InRange(Stopwatch.GetElapsedTime(launched).TotalSeconds, 0, 10);
    }
}
