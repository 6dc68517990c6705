using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Mounts that vanish, die or hang, on real ones.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class MountTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C05_nothing_is_written_to_the_bare_folder_of_a_destination_that_vanished_and_it_goes_on_by_itself()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries(mount.Folder);
        libraries.Put("B/b.mkv");
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        await host.ImportAsync("B/b.mkv", id: 2);
        await host.IdleAsync();

        mount.Vanish();
        await Task.Delay(TimeSpan.FromSeconds(2.1), Ct);
        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("is not mounted", blocked.Note, StringComparison.Ordinal);
        Assert.Equal(0, blocked.RetryCount);
        Assert.Empty(Directory.EnumerateFileSystemEntries(mount.Folder));

        mount.Return();
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task C06_a_source_that_vanished_is_no_source_without_files()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries();
        libraries.Source = mount.Folder;
        libraries.Mappings = [libraries.Mappings[0] with { Source = mount.Folder }];
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        await host.Get<MountWatch>().LookAsync(Ct);

        mount.Vanish();
        await Task.Delay(TimeSpan.FromSeconds(2.1), Ct);
        await host.ImportAsync(Movie, size: 100_000);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("not mounted", blocked.Note, StringComparison.Ordinal);
        mount.Return();
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task A_mount_is_told_lost_once_and_back_once_and_health_names_it_without_a_path()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries(mount.Folder);
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        var watch = host.Get<MountWatch>();
        await watch.LookAsync(Ct);

        mount.Die();
        await Task.Delay(TimeSpan.FromSeconds(2.1), Ct);
        await watch.LookAsync(Ct);
        await watch.LookAsync(Ct);
        var health = await host.Client.GetStringAsync("/health", Ct);
        using var ready = await host.Client.GetAsync("/ready", Ct);
        var metrics = await host.Client.GetStringAsync("/metrics", Ct);
        Shell.Run("umount", "-l", mount.Folder);
        mount.Return();
        await watch.LookAsync(Ct);
        await host.IdleAsync();

        Assert.Equal(["lost destination of movies", "back destination of movies"], host.Told.All);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("\"nfs_issues\":[\"movies: the destination cannot be read\"]", health, StringComparison.Ordinal);
        Assert.DoesNotContain(mount.Folder, health, StringComparison.Ordinal);
        Assert.Contains("couriarr_mount_up{mapping=\"movies\",side=\"destination\"} 0", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SyncEngine.Auto)]
    [InlineData(SyncEngine.Native)]
    public async Task C08_C09_C10_a_mount_that_hangs_under_a_copy_blocks_its_route_alone_and_no_threads_pile_up(SyncEngine engine)
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries(mount.Folder);
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
        libraries.Put(Movie, 20_000_000);
        var faults = new Faults();
        faults.Once("transfer.mid", mount.Hang);
        await using var host = await CarryHost.StartAsync(
            libraries,
            sync =>
                sync with
                {
                    Engine = engine,
                    StallTimeout = TimeSpan.FromSeconds(2),
                    Bandwidth = new() { Limit = 4000 },
                },
            faults
        );

        // The first answer of a host takes a while by itself.
        await host.Client.GetStringAsync("/health", Ct);
        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked, 60);
        var other = libraries.Movie(Movie, id: 2);
        await host.ImportAsync(other with { Files = [other.Files[0] with { Path = $"/plain/{Movie}" }] });
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(plain, Movie))));
        var health = await host.Client.GetStringAsync("/health", Ct).WaitAsync(TimeSpan.FromSeconds(1), Ct);

        Assert.Contains("has not answered", blocked.Note, StringComparison.Ordinal);
        Assert.StartsWith("{", health, StringComparison.Ordinal);
        mount.Thaw();
        await host.IdleAsync(60);
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task C10_a_probe_that_hangs_is_waited_for_by_all_who_ask()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries(mount.Folder);
        await using var host = await CarryHost.StartAsync(libraries);
        var mounts = host.Get<Mounts>();
        mount.Hang();
        await Task.Delay(TimeSpan.FromSeconds(2.1), Ct);

        var seen = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => mounts.LookAsync(mount.Folder, Side.Destination, Ct)));

        Assert.All(seen, health => Assert.Equal("does not answer", health.Trouble!.Brief));
        Assert.Equal(1, mount.Waiting());
        mount.Thaw();
    }
}
