using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Something of its own is mounted below the destination: a disk for one series, a folder that is bound there.</summary>
[Trait("family", "carry")]
public sealed class MountBelowTests
{
    private const string Episode = "Show/Season 1/e.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Day => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Show")]
    [InlineData("Show/Season 1")]
    public async Task C16_an_upgrade_in_place_below_a_mount_is_published_and_the_old_one_kept_on_that_mount(string mounted)
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var libraries = new Libraries();
        using var disk = new SmallDisk("size=8m", libraries.At(mounted));
        await using var host = await CarryHost.StartAsync(libraries);

        var old = await UpgradeAsync(libraries, host);

        libraries.AssertSame(Episode);
        var rest = Path.GetRelativePath(mounted, Episode);
        Assert.Equal(old, await File.ReadAllBytesAsync(Path.Combine(disk.Folder, Recycle.Folder, Day, rest), Ct));
        Assert.Equal(["success 0", "success 0"], await host.AskAsync("SELECT status || ' ' || retry_count FROM sync_jobs"));
        libraries.Check();
    }

    [Fact]
    public async Task C16_so_it_is_where_a_folder_of_the_same_disk_is_bound()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var libraries = new Libraries();
        var bound = Directory.CreateDirectory(Path.Combine(libraries.Root, "bound")).FullName;
        Directory.CreateDirectory(libraries.At("Show"));
        Assert.Equal(0, Shell.Run("mount", "--bind", bound, libraries.At("Show")));
        try
        {
            await using var host = await CarryHost.StartAsync(libraries);

            var old = await UpgradeAsync(libraries, host);

            libraries.AssertSame(Episode);
            Assert.Equal(old, await File.ReadAllBytesAsync(Path.Combine(bound, Recycle.Folder, Day, "Season 1/e.mkv"), Ct));
        }
        finally
        {
            Shell.Run("umount", "-l", libraries.At("Show"));
        }
    }

    [Fact]
    public async Task C17_what_an_upgrade_replaced_under_another_name_is_kept_on_its_mount_too()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var libraries = new Libraries();
        using var disk = new SmallDisk("size=8m", libraries.At("Show"));
        await using var host = await libraries.StartMirrorAsync(new() { Upgrades = true });
        libraries.Put("Show/old.mkv");
        await host.EpisodesAsync("Show/old.mkv", 1);
        await host.IdleAsync();
        libraries.Lose("Show/old.mkv");
        libraries.Put("Show/better.mkv");

        await host.ImportAsync(libraries.Episodes("Show/better.mkv", 1) with { IsUpgrade = true, Superseded = ["/movies/Show/old.mkv"] });
        await host.SettledAsync();

        Assert.Equal(["Show/better.mkv"], libraries.Delivered);
        Assert.True(File.Exists(Path.Combine(disk.Folder, Recycle.Folder, Day, "old.mkv")));
        libraries.Check();
    }

    [Fact]
    public async Task The_cleaner_finds_what_is_kept_on_a_mount_and_goes_through_no_link()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var libraries = new Libraries();
        using var disk = new SmallDisk("size=8m", libraries.At("Show"));
        await using var host = await CarryHost.StartAsync(libraries);
        await UpgradeAsync(libraries, host);
        var elsewhere = Path.Combine(libraries.Root, "elsewhere");
        File.CreateSymbolicLink(libraries.At("Link"), elsewhere);
        string[] days = ["2020-01-01", "2019-12-31"];
        foreach (var bin in new[] { disk.Folder, elsewhere })
        foreach (var day in days)
            Keep(Path.Combine(bin, Recycle.Folder, day, "x.mkv"));
        foreach (var name in new[] { "Show", "Link" })
            Directory.CreateDirectory(libraries.At($"{Recycle.Folder}/{days[0]}/{name}"));

        await host.Get<JobQueue>().EnqueueAsync(new ClearTransfers(), ct: Ct);
        await host.IdleAsync();

        Assert.Equal([Day], DaysIn(disk.Folder));
        Assert.Equal([Day], DaysIn(libraries.Destination));
        Assert.Equal(days.Order(StringComparer.Ordinal), DaysIn(elsewhere));
    }

    [Fact]
    public async Task C01_the_room_that_counts_is_that_of_the_mount()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var root = new SmallDisk("size=2m");
        using var libraries = new Libraries(root.Folder);
        using (new SmallDisk("size=8m", libraries.At("Show")))
        {
            libraries.Put(Episode, 4_000_000);
            await using var host = await CarryHost.StartAsync(libraries);

            await host.EpisodesAsync(Episode, 1);
            await host.IdleAsync();

            libraries.AssertSame(Episode);
        }
    }

    [Fact]
    public async Task C01_and_a_mount_that_is_full_is_so_whatever_room_the_destination_has()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var libraries = new Libraries();
        using var disk = new SmallDisk("size=2m", libraries.At("Show"));
        libraries.Put(Episode, 4_000_000);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Verify = Verification.Size });

        await host.EpisodesAsync(Episode, 1);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("destination full: 3.8 MB needed, 2 MB free", blocked.Note, StringComparison.Ordinal);
    }

    private static async Task<byte[]> UpgradeAsync(Libraries libraries, CarryHost host)
    {
        var path = libraries.Put(Episode);
        var old = await File.ReadAllBytesAsync(path, Ct);
        await host.EpisodesAsync(Episode, 1);
        await host.IdleAsync();
        libraries.Put(Episode, 120_000);
        await host.ImportAsync(libraries.Episodes(Episode, 1) with { IsUpgrade = true });
        await host.IdleAsync();
        return old;
    }

    private static void Keep(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
    }

    private static IEnumerable<string?> DaysIn(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(folder, Recycle.Folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
