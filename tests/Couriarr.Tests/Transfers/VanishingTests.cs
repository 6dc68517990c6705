using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>A destination that vanishes right after it was seen to be there.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class VanishingTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C05_no_folder_is_made_in_the_bare_folder_of_a_destination_that_vanished_a_moment_ago()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries(mount.Folder);
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        await SeeAsync(host, mount);

        mount.Vanish();
        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);

        Assert.Contains("is not mounted", blocked.Note, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(mount.Folder));
        mount.Return();
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task C05_what_is_replaced_is_kept_on_the_mount_it_was_on_when_that_vanishes_under_the_copy()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries(mount.Folder);
        libraries.Put(Movie);
        var faults = new Faults();
        await using var host = await CarryHost.StartAsync(libraries, faults: faults);
        await host.ImportAsync(Movie);
        await host.IdleAsync();

        faults.Once("transfer.before_rename", mount.Vanish);
        libraries.Put(Movie, 120_000);
        await host.ImportAsync(libraries.Movie(Movie) with { IsUpgrade = true });
        await CarryHost.UntilAsync(() => Task.FromResult(faults.Reached.Count(at => at == "transfer.after_rename") == 2));

        Assert.Empty(Directory.EnumerateFileSystemEntries(mount.Folder));
        mount.Return();
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        Assert.Single(Directory.EnumerateFiles(libraries.At(Recycle.Folder), "a.mkv", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task C06_what_a_source_that_vanished_a_moment_ago_does_not_show_is_not_removed()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var libraries = new Libraries();
        libraries.Source = mount.Folder;
        libraries.Mappings = [libraries.Mappings[0] with { Source = mount.Folder }];
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Mirror = new() { Deletes = true } });
        await host.ImportAsync(Movie);
        await host.IdleAsync();
        await SeeAsync(host, mount);

        mount.Vanish();
        var work = libraries.Movie(Movie, size: 1).Work;
        await host.Get<JobQueue>().EnqueueAsync(new MirrorMedia(work, [], []) { Everything = true }, ct: Ct);
        var blocked = await host.UntilAsync("mirror-media", JobState.Scheduled);

        Assert.Contains("is away", blocked.Note, StringComparison.Ordinal);
        Assert.Equal([Movie], libraries.Delivered);
    }

    private static async Task SeeAsync(CarryHost host, MountedFolder mount)
    {
        await host.Get<MountWatch>().LookAsync(Ct);
        foreach (var side in Enum.GetValues<Side>())
            await host.Get<Mounts>().LookAsync(mount.Folder, side, Ct);
    }
}
