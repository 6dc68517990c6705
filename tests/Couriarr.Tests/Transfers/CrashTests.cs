using Couriarr.CrashRig;
using Couriarr.Features.Places;
using static Couriarr.Tests.Transfers.HostCarry;
using Shell = Couriarr.Tests.Storage.Shell;

namespace Couriarr.Tests.Transfers;

/// <summary>The program is killed in the middle of a transfer, and started again.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class CrashTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("transfer.after_temp_create")]
    [InlineData("transfer.after_verify")]
    [InlineData("transfer.before_rename")]
    [InlineData("transfer.after_rename")]
    public async Task A07_killed_anywhere_the_next_run_finishes_what_is_left(string point)
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        using var libraries = new Libraries();
        libraries.Put(Movie, 3_000_000);
        var plan = await PlanAsync(libraries);

        await using (var killed = HostProcess.Launch(plan.WithFault($"{point}:1:kill")))
            Assert.NotEqual(0, await killed.ExitAsync(Ct));
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await UntilDoneAsync(libraries);
        await host.StopAsync(Ct);

        libraries.AssertSame(Movie);
        libraries.Check();
        Assert.Equal(["success transfer-media succeeded"], await EndsAsync(libraries));
    }

    [Fact]
    public async Task A05_an_rsync_that_outlived_its_service_is_ended_before_the_job_is_taken_up_again()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        using var libraries = new Libraries();
        libraries.Put(Movie, 30_000_000);
        var plan = await PlanAsync(libraries, "  bandwidth:\n    limit: 2000\n  engine: rsync\n");

        await using (var killed = HostProcess.Launch(plan.WithFault("transfer.mid:2:kill")))
            Assert.NotEqual(0, await killed.ExitAsync(Ct));
        var orphans = libraries.Writers.ToHashSet();
        Assert.NotEmpty(orphans);
        await using var host = await HostProcess.StartAsync(plan, Ct);

        Assert.DoesNotContain(libraries.Writers, orphans.Contains);
        var parts = 0;
        while (!File.Exists(libraries.At(Movie)))
        {
            parts = Math.Max(parts, libraries.Delivered.Count(path => TempName.IsOurs(Path.GetFileName(path))));
            await Task.Delay(TimeSpan.FromMilliseconds(50), Ct);
        }
        await UntilDoneAsync(libraries);
        await host.StopAsync(Ct);

        Assert.Equal(1, parts);
        libraries.AssertSame(Movie);
        libraries.Check();
        Assert.Equal(["success transfer-media succeeded"], await EndsAsync(libraries));
    }

    [Fact]
    public async Task A10_a_stop_in_the_middle_is_quick_counts_no_attempt_and_goes_on_where_it_was()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        using var libraries = new Libraries();
        libraries.Put(Movie, 12_000_000);
        var plan = await PlanAsync(libraries, "  bandwidth:\n    limit: 2000\n");
        await using (var stopped = await HostProcess.StartAsync(plan, Ct))
        {
            await CarryHost.UntilAsync(() => Task.FromResult(PartOf(libraries) > 4_000_000));
            var started = TimeProvider.System.GetTimestamp();
            Assert.Equal(0, await stopped.StopAsync(Ct));
            Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 10);
        }
        Assert.Empty(libraries.Writers);
        var kept = PartOf(libraries);

        await using var host = await HostProcess.StartAsync(plan, Ct);
        await UntilDoneAsync(libraries);
        await host.StopAsync(Ct);

        libraries.AssertSame(Movie);
        libraries.Check();
        Assert.InRange(kept, 4_000_000, 12_000_000);
        Assert.Equal(["success transfer-media succeeded"], await EndsAsync(libraries));
    }

    [Fact]
    public async Task A11_told_to_stop_while_its_destination_hangs_it_ends_in_time_and_the_next_run_goes_on()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries(mount.Folder);
        libraries.Put(Movie, 12_000_000);
        var plan = await PlanAsync(libraries, "  bandwidth:\n    limit: 2000\n");
        await using (var hung = await HostProcess.StartAsync(plan, Ct))
        {
            await CarryHost.UntilAsync(() => Task.FromResult(PartOf(libraries) > 2_000_000));
            mount.Hang();
            await CarryHost.UntilAsync(() => Task.FromResult(libraries.Writers.Any(IsStuck)));
            var started = TimeProvider.System.GetTimestamp();
            await hung.StopAsync(Ct);
            Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 10);
        }
        mount.Thaw();

        await using var host = await HostProcess.StartAsync(plan, Ct);
        await UntilDoneAsync(libraries);
        await host.StopAsync(Ct);

        libraries.AssertSame(Movie);
        libraries.Check();
        Assert.Equal(["success transfer-media succeeded"], await EndsAsync(libraries));
    }

    private static bool IsStuck(int process) =>
        File.Exists($"/proc/{process}/wchan")
        && File.ReadAllText($"/proc/{process}/wchan").Contains("request_wait", StringComparison.Ordinal);

    private static long PartOf(Libraries libraries) =>
        libraries
            .Delivered.Where(path => TempName.IsOurs(Path.GetFileName(path)))
            .Select(path => new FileInfo(libraries.At(path)).Length)
            .DefaultIfEmpty()
            .Max();
}
