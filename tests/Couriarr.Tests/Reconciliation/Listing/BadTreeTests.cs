using Couriarr.Features.Reconciliation.Listing;
using Couriarr.Jobs;
using Couriarr.Tests.Storage;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Reconciliation.Listing;

/// <summary>Trees that are away, hang or cannot be read: nobody can say what is in them, and nobody says so.</summary>
[Trait("family", "reconcile")]
public sealed class BadTreeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C06_an_empty_root_is_no_library_in_which_everything_is_missing()
    {
        using var source = new Grove();
        using var destination = new Grove();
        source.Put("A/a.mkv", "b.mkv");

        Assert.All(await CompareAsync(source.Root, destination.Root), found => Assert.Equal(Standing.CannotSay, found.Standing));
        Assert.All(await CompareAsync(destination.Root, source.Root), found => Assert.Equal(Standing.CannotSay, found.Standing));

        destination.Put(".couriarr-mount");
        Assert.Equal(
            2,
            (await CompareAsync(source.Root, destination.Root)).Count(found => found.Standing is Standing.Missing && !found.IsFolder)
        );
    }

    [Fact]
    public async Task C06_a_root_that_is_not_there_says_nothing()
    {
        using var source = new Grove();
        source.Put("A/a.mkv");

        var found = Assert.Single(await CompareAsync(source.Root, source.At("gone")));

        Assert.Equal(Standing.CannotSay, found.Standing);
        Assert.Contains("No such file or directory", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C06_a_mount_that_vanishes_before_leaves_nothing_to_compare()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var destination = new Grove();
        destination.Put("A/a.mkv");
        mount.Vanish();

        Assert.All(await CompareAsync(mount.Folder, destination.Root), found => Assert.Equal(Standing.CannotSay, found.Standing));
    }

    [Fact]
    public async Task C06_a_mount_that_vanishes_while_it_is_walked_is_told()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        Plant(mount.Behind, 20);
        var walk = new TreeWalk(mount.Folder, new WalkOptions(), TimeProvider.System);

        var blocked = await Assert.ThrowsAsync<BlockedException>(async () =>
        {
            await foreach (var file in walk.FilesAsync(Ct))
                if (file.Path == "000/a.mkv")
                    mount.Vanish();
        });

        Assert.Contains(mount.Folder, blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C07_a_dead_mount_below_is_a_folder_of_which_nobody_can_say_anything()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        using var source = new Grove();
        using var destination = new Grove();
        source.Put("Show/a.mkv", "Show/s/b.mkv", "Other/c.mkv");
        destination.Put("Show/x", "Other/d.mkv");
        Assert.Equal(0, Shell.Run("mount", "--bind", mount.Folder, destination.At("Show")));
        try
        {
            mount.Die();
            await CarryHost.UntilAsync(() => Task.FromResult(IsDead(destination.At("Show"))));

            var found = await CompareAsync(source.Root, destination.Root);

            Assert.Equal(
                [
                    ("Show/a.mkv", Standing.CannotSay),
                    ("Show/s/b.mkv", Standing.CannotSay),
                    ("Other/c.mkv", Standing.Missing),
                    ("Other/d.mkv", Standing.Extra),
                ],
                found.OrderByDescending(f => f.Path[0]).ThenBy(f => f.Path, PathOrder.Instance).Select(f => (f.Path, f.Standing))
            );
        }
        finally
        {
            Shell.Run("umount", "-l", destination.At("Show"));
        }
    }

    [Fact]
    public async Task C09_a_walk_of_a_hung_mount_can_be_given_up_at_once()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        Plant(mount.Behind, 3);
        mount.Hang();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var walking = Task.Run(
            () => new TreeWalk(mount.Folder, new WalkOptions(), TimeProvider.System).FilesAsync(giveUp.Token).CountAsync(Ct).AsTask(),
            Ct
        );

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => walking.WaitAsync(Limit, Ct));
    }

    [Fact]
    public async Task C09_a_walk_of_a_hung_mount_ends_by_itself()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        Plant(mount.Behind, 3);
        mount.Hang();
        var walk = new TreeWalk(mount.Folder, new WalkOptions { Patience = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);

        var blocked = await Assert.ThrowsAsync<BlockedException>(() => Grove.FilesOf(walk).WaitAsync(Limit, Ct));

        Assert.Contains("has not answered", blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_is_asked_no_faster_than_allowed()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        Plant(mount.Behind, 100);
        var walk = new TreeWalk(mount.Folder, new WalkOptions { OperationsOnShares = 1_000 }, TimeProvider.System);
        var started = TimeProvider.System.GetTimestamp();

        Assert.Equal(100, (await Grove.FilesOf(walk)).Count);

        // A hundred folders to open, to read and to close, and a hundred files to look at: 400 calls at least.
        Assert.True(TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromMilliseconds(350));
    }

    private static bool IsDead(string folder)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Plant(string folder, int films)
    {
        for (var i = 0; i < films; i++)
        {
            Directory.CreateDirectory(Path.Combine(folder, $"{i:000}"));
            File.WriteAllText(Path.Combine(folder, $"{i:000}/a.mkv"), "x");
        }
    }

    private static async Task<List<Difference>> CompareAsync(string source, string destination)
    {
        var (here, there) = (
            new TreeWalk(source, new WalkOptions(), TimeProvider.System),
            new TreeWalk(destination, new WalkOptions(), TimeProvider.System)
        );
        return await Comparison
            .MergeAsync(null, here.AsTree(Ct), there.AsTree(Ct), new MergeOptions { TellInSync = false }, Ct)
            .ToListAsync(Ct);
    }
}
