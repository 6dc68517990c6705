using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Destinations that have no room or may not be written, on real small disks.</summary>
[Trait("family", "carry")]
public sealed class FullDestinationTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C01_too_large_a_file_waits_with_the_numbers_and_burns_no_retry()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie, 6_000_000);
        disk.Fill(leave: 3 << 20);
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("destination full: 5.7 MB needed, 3 MB free", blocked.Note, StringComparison.Ordinal);
        Assert.Equal(0, blocked.RetryCount);
        Assert.False(File.Exists(libraries.At(Movie)));
        var problem = Assert.Single((await host.GetAsync("/health")).GetProperty("problems").EnumerateArray()).GetString();
        Assert.StartsWith("The transfers of ", problem, StringComparison.Ordinal);
        Assert.Contains("destination full", problem, StringComparison.Ordinal);
        disk.Empty();
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task C02_a_destination_that_fills_up_meanwhile_gets_its_room_back(SyncEngine engine)
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie, 6_000_000);
        var faults = new Faults();
        faults.Once("transfer.after_temp_create", () => disk.Fill(leave: 1 << 20));
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine }, faults);

        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("full", blocked.Note, StringComparison.Ordinal);
        Assert.Equal(["filler"], libraries.Delivered);
        disk.Empty();
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task C01_a_destination_without_inodes_is_full_too()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m,nr_inodes=3");
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie);
        Directory.CreateDirectory(libraries.At("A"));
        await File.WriteAllTextAsync(libraries.At("taken"), "", Ct);
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("no free inodes", blocked.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C01_a_destination_without_inodes_for_a_folder_is_full_too_and_burns_no_retry()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m,nr_inodes=2");
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie);
        await File.WriteAllTextAsync(libraries.At("taken"), "", Ct);
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("takes nothing more", blocked.Note, StringComparison.Ordinal);
        Assert.Equal(0, blocked.RetryCount);
    }

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task C03_a_read_only_destination_waits_while_other_routes_go_on(SyncEngine engine)
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        using var libraries = new Libraries(disk.Folder);
        var plain = Path.Combine(libraries.Root, "plain");
        Directory.CreateDirectory(plain);
        libraries.Mappings =
        [
            .. libraries.Mappings,
            new()
            {
                From = "/plain",
                Source = libraries.Source,
                Destination = plain,
            },
        ];
        libraries.Put(Movie);
        Assert.Equal(0, Shell.Run("mount", "-o", "remount,ro", disk.Folder));
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine });
        var movie = libraries.Movie(Movie);

        await host.ImportAsync(movie with { Files = [movie.Files[0], movie.Files[0] with { Path = $"/plain/{Movie}" }] });
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(plain, Movie))));

        Assert.Contains("read-only", blocked.Note, StringComparison.Ordinal);
        Shell.Run("mount", "-o", "remount,rw", disk.Folder);
        await host.IdleAsync();
        libraries.AssertSame(Movie);
    }

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task C04_one_folder_without_the_right_fails_by_its_name_and_the_others_arrive(SyncEngine engine)
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        libraries.Put("B/b.mkv");
        Directory.CreateDirectory(libraries.At("B"));
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && Shell.Run("chattr", "+i", libraries.At("B")) == 0,
            "needs root and a disk that knows chattr"
        );
        try
        {
            await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine });

            await host.ImportAsync("B/b.mkv", id: 2);
            await host.ImportAsync(Movie);
            var dead = await host.UntilAsync("transfer-media", JobState.Dead);
            await host.IdleAsync();

            Assert.Contains("b.mkv may not be read or written", dead.Note, StringComparison.Ordinal);
            Assert.Equal([Movie], libraries.Delivered);
            Assert.Equal(["failed_permanent"], await host.AskAsync("SELECT status FROM sync_jobs WHERE work = 'radarr:2'"));
        }
        finally
        {
            Shell.Run("chattr", "-i", libraries.At("B"));
        }
    }
}
