using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Many small files of one transfer, carried several at once by the whole service.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class SideBySideTests
{
    private const int Many = 40;
    private const string Ends = "SELECT status || ' ' || count(*) FROM sync_jobs GROUP BY status ORDER BY status";
    private readonly Faults _faults = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task Small_files_of_one_transfer_are_copied_side_by_side_and_told_as_one(SyncEngine engine)
    {
        using var libraries = new Libraries();
        var files = Put(libraries, Many);
        using var together = new CountdownEvent(Convoy.Width);
        _faults.Always("transfer.after_temp_create", () => MeetAt(together));
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine }, _faults);

        await host.ImportAsync(libraries.Season(files));
        await host.IdleAsync(60);

        Assert.Equal(files, libraries.Delivered);
        Assert.Equal(Many, Assert.Single(host.Told.All).Split(", ").Length);
        Assert.Equal([$"{Many}"], await host.AskAsync("SELECT cast(sum(files_synced) AS text) FROM sync_stats"));
        libraries.Check();
    }

    [Fact]
    public async Task Under_a_limit_they_go_one_by_one()
    {
        using var libraries = new Libraries();
        var files = Put(libraries, 6);
        var (now, most) = (0, 0);
        _faults.Always("transfer.after_temp_create", () => most = Math.Max(most, Interlocked.Increment(ref now)));
        _faults.Always("transfer.after_copy", () => Interlocked.Decrement(ref now));
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Bandwidth = new() { Limit = 1000 } }, _faults);

        await host.ImportAsync(libraries.Season(files));
        await host.IdleAsync();

        Assert.Equal(files, libraries.Delivered);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task One_that_cannot_be_carried_holds_up_none_of_those_beside_it()
    {
        using var libraries = new Libraries();
        var files = Put(libraries, Many);
        File.Delete(Path.Combine(libraries.Source, files[5]));
        File.CreateSymbolicLink(Path.Combine(libraries.Source, files[5]), Path.Combine(libraries.Outside, "sentinel"));
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(libraries.Season(files));
        await host.IdleAsync(60);

        Assert.Equal(files.Where(file => file != files[5]), libraries.Delivered);
        Assert.Equal(["failed_permanent 1", $"success {Many - 1}"], await host.AskAsync(Ends));
        libraries.Check();
    }

    [Fact]
    public async Task C02_a_disk_that_is_full_blocks_the_route_and_what_arrived_is_whole()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=3m");
        using var libraries = new Libraries(disk.Folder);
        var files = Put(libraries, Many, 200_000);
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(libraries.Season(files));
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("full", blocked.Note, StringComparison.Ordinal);
        Assert.InRange(libraries.Delivered.Count(), 1, 15);
        libraries.Check();
    }

    [Fact]
    public async Task A_transfer_that_is_cancelled_ends_all_that_go_side_by_side_and_leaves_nothing_of_them()
    {
        using var libraries = new Libraries();
        var files = Put(libraries, Many);
        using var together = new CountdownEvent(Convoy.Width);
        using var goOn = new ManualResetEventSlim();
        // On the copies' own threads, which do not hear that they shall stop.
        _faults.Always(
            "transfer.mid",
            () =>
            {
                MeetAt(together);
                goOn.Wait(TimeSpan.FromSeconds(60), Ct);
            }
        );
        await using var host = await CarryHost.StartAsync(libraries, faults: _faults);
        await host.ImportAsync(libraries.Season(files));
        var job = await host.UntilAsync("transfer-media", JobState.Running);
        Assert.True(await Task.Run(() => together.Wait(TimeSpan.FromSeconds(30)), Ct));

        await host.CancelAsync(job.Id.Value);
        goOn.Set();
        await CarryHost.UntilAsync(async () =>
        {
            await host.Get<StrayWatch>().LookAsync(Ct);
            return !libraries.Delivered.Any();
        });

        Assert.Equal([$"superseded {Many}"], await host.AskAsync(Ends));
        libraries.Check();
    }

    // Whoever comes first waits for the others: alone, nobody would ever go on.
    private static void MeetAt(CountdownEvent together)
    {
        lock (together)
            if (!together.IsSet)
                together.Signal();
        Assert.True(together.Wait(TimeSpan.FromSeconds(30)), "They did not go side by side.");
    }

    private static string[] Put(Libraries libraries, int count, long size = 4096)
    {
        string[] files =
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"Show/Season 01/Show S01E{i:000}.en.srt")),
        ];
        foreach (var file in files)
            libraries.Put(file, size);
        return files;
    }
}
