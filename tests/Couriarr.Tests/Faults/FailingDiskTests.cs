using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class FailingDiskTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task B01_A_power_cut_takes_nothing_that_was_acknowledged()
    {
        Assert.SkipUnless(LoopDisk.IsPossible, "It needs root, loop devices and mkfs.ext4.");
        for (var round = 1; round <= 3; round++)
        {
            var cut = await PowerCutScenario.OneCutAsync(burst: 30 * round, seed: round, Ct);

            Assert.NotEqual(0, cut.Promised);
            Assert.Empty(cut.Lost);
            Assert.Equal("ok", cut.Integrity);
        }
    }

    [Fact]
    public Task B02_A_full_disk_takes_no_new_work_and_loses_no_end_of_a_running_job() => OutlivesAsync(disk => disk.Fill(), "full");

    [Fact]
    public Task B03_Running_out_of_inodes_is_named_and_loses_no_end_of_a_running_job() =>
        OutlivesAsync(disk => disk.TakeAllInodes(), "inodes");

    private async Task OutlivesAsync(Action<MemoryDisk> exhaust, string word)
    {
        Assert.SkipUnless(MemoryDisk.IsPossible, "It needs root and mount.");
        using var disk = new MemoryDisk(megabytes: 8);
        var ledger = new Ledger();
        await using var host = await HostProcess.StartAsync(_scratch.Plan() with { Folder = Path.Combine(disk.Folder, "data") }, Ct);
        Assert.True(await ledger.PostAsync(host.Client, new DemoOrder(1, "hold"), Ct));
        await host.Client.JobAsync(ledger.Promised[1], "running", Ct);

        exhaust(disk);
        Assert.Contains(word, (await RefusalAsync(host, ledger)).Error, StringComparison.Ordinal);
        Assert.Equal(503, (await host.Client.GetAsync("/ready", Ct)).Status);
        await host.ReleaseAsync(1);
        disk.MakeRoom();

        await host.Client.JobAsync(ledger.Promised[1], "succeeded", Ct);
        await Until.TrueAsync(() => ledger.PostAsync(host.Client, new DemoOrder(1_000_000), Ct), "it takes new work again", Ct);
        await host.Client.IsIdleAsync(Ct);
        var there = (await host.DemoJobsAsync()).Select(job => job.Id).ToHashSet();
        Assert.Subset(there, ledger.Promised.Values.ToHashSet());
    }

    private static Task<Answer> RefusalAsync(HostProcess host, Ledger ledger)
    {
        var n = 1L;
        return Until.SomeAsync(
            async () =>
            {
                if (await ledger.PostAsync(host.Client, new DemoOrder(++n), Ct))
                    return null;
                return await host.Client.PostAsync(new DemoOrder(++n), Ct) is { Status: 503 } refusal ? refusal : null;
            },
            "new work is refused",
            Ct,
            // An emptied log leaves room, and that must be used up first.
            pause: TimeSpan.Zero
        );
    }

    [Fact]
    public async Task B03_Without_a_free_inode_it_says_so_instead_of_starting()
    {
        Assert.SkipUnless(MemoryDisk.IsPossible, "It needs root and mount.");
        using var disk = new MemoryDisk(megabytes: 4, inodes: 12);
        var plan = _scratch.Plan() with { Folder = Path.Combine(disk.Folder, "data") };
        Directory.CreateDirectory(plan.Folder);
        disk.TakeAllInodes();

        await using var host = HostProcess.Launch(plan);

        Assert.NotEqual(0, await host.ExitAsync(Ct));
        Assert.Contains("No space left on device", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mistake", host.Output, StringComparison.Ordinal);
    }
}
