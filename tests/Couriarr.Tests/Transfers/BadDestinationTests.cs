using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Destinations that fail under a copy, take two names for one, or are written by others too.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class BadDestinationTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("write", "EIO")]
    [InlineData("write", "ESTALE")]
    [InlineData("read", "EIO")]
    [InlineData("read", "ESTALE")]
    [InlineData("write", "ENOTCONN")]
    public async Task C12_a_call_that_fails_under_a_copy_is_tried_again_and_no_half_is_published(string call, string error)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Shell.Has("strace"), "needs root and strace");
        using var libraries = new Libraries();
        libraries.Put(Movie, 6_000_000);
        using var breaker = new Breaker();
        var faults = new Faults();
        faults.Once("transfer.mid", () => breaker.Break(libraries.Writers, call, error));
        await using var host = await CarryHost.StartAsync(
            libraries,
            sync =>
                sync with
                {
                    Engine = SyncEngine.Rsync,
                    Bandwidth = new() { Limit = 2000 },
                },
            faults
        );

        await host.ImportAsync(Movie);
        await CarryHost.UntilAsync(() => Task.FromResult(host.Told.All.Any(text => text.StartsWith("failed", StringComparison.Ordinal))));
        Assert.False(File.Exists(libraries.At(Movie)));
        await host.IdleAsync(60);

        Assert.Equal(["success 1"], await host.AskAsync("SELECT status || ' ' || retry_count FROM sync_jobs"));
        Assert.StartsWith("failed for now: ", host.Told.All.First(), StringComparison.Ordinal);
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task C12_a_mount_that_dies_under_a_copy_blocks_its_route_and_publishes_nothing()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries(mount.Folder);
        libraries.Put(Movie, 6_000_000);
        var faults = new Faults();
        faults.Once("transfer.mid", mount.Die);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Bandwidth = new() { Limit = 2000 } }, faults);

        await host.ImportAsync(Movie);
        await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.False(File.Exists(Path.Combine(mount.Behind, Movie)));
        Shell.Run("umount", "-l", mount.Folder);
        mount.Return();
        await host.IdleAsync(60);
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task C25_of_two_names_that_the_destination_takes_for_one_the_second_is_refused_and_the_first_stays()
    {
        Assert.SkipUnless(CarelessDisk.IsPossible, CarelessDisk.Reason);
        using var disk = new CarelessDisk();
        using var libraries = new Libraries(disk.Folder);
        libraries.Put("A/Film.mkv");
        libraries.Put("A/FILM.mkv");
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync("A/Film.mkv");
        await host.IdleAsync();
        await host.ImportAsync("A/FILM.mkv");
        var dead = await host.UntilAsync("transfer-media", JobState.Dead);

        Assert.Contains("differs in letters' case or form alone", dead.Note, StringComparison.Ordinal);
        libraries.AssertSame("A/Film.mkv");
        libraries.Put("A/Film.mkv", 200_000);
        await host.ImportAsync("A/Film.mkv");
        await host.IdleAsync();
        libraries.AssertSame("A/Film.mkv");
    }

    [Fact]
    public async Task C27_a_larger_version_needs_room_beside_the_one_that_it_replaces()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie, 4_000_000);
        await using var host = await CarryHost.StartAsync(libraries);
        await host.ImportAsync(Movie);
        await host.IdleAsync();
        var first = await File.ReadAllBytesAsync(libraries.At(Movie), Ct);

        libraries.Put(Movie, 5_000_000);
        await Task.Delay(TimeSpan.FromSeconds(2.1), Ct);
        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("destination full: 4.8 MB needed, 4.2 MB free", blocked.Note, StringComparison.Ordinal);
        Assert.Equal(0, blocked.RetryCount);
        Assert.Equal(first, await File.ReadAllBytesAsync(libraries.At(Movie), Ct));
    }

    [Fact]
    public async Task C32_another_program_that_writes_the_same_file_mixes_nothing_into_ours()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie, 3_000_000);
        Directory.CreateDirectory(libraries.At("A"));
        await using var other = File.Create(libraries.At(Movie));
        var faults = new Faults();
        foreach (var point in new[] { "transfer.mid", "transfer.after_verify", "transfer.before_rename", "transfer.after_rename" })
            faults.Always(point, () => Scribble(other));
        await using var host = await CarryHost.StartAsync(libraries, faults: faults);

        await host.ImportAsync(Movie);
        await host.IdleAsync();
        Scribble(other);

        Assert.Contains("transfer.after_rename", faults.Reached);
        libraries.AssertSame(Movie);
    }

    [Fact]
    public async Task C01_two_copies_that_start_at_once_do_not_count_on_the_same_room()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie, 5_000_000);
        libraries.Put("B/b.mkv", 5_000_000);
        var faults = new Faults();
        var (begun, goOn) = faults.Hold("transfer.after_temp_create");
        await using var host = await CarryHost.StartAsync(libraries, faults: faults);

        await host.ImportAsync(Movie);
        await begun.WaitAsync(Ct);
        await host.ImportAsync("B/b.mkv", id: 2);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);
        goOn();

        Assert.Contains("and 4.8 MB go to copies under way", blocked.Note, StringComparison.Ordinal);
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(libraries.At(Movie))));
        libraries.AssertSame(Movie);
        Assert.False(File.Exists(libraries.At("B/b.mkv")));
        File.Delete(libraries.At(Movie));
        await host.IdleAsync();
        libraries.AssertSame("B/b.mkv");
    }

    private static void Scribble(FileStream file)
    {
        file.Write(new byte[200_000]);
        file.Flush();
    }
}
