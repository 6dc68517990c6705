using Couriarr.Storage;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class DataFolderTests
{
    [Fact]
    public async Task A_new_data_folder_is_for_its_owner_alone()
    {
        var around = Directory.CreateTempSubdirectory("couriarr-").FullName;
        var folder = Path.Combine(around, "data");
        await using (await ScratchDatabase.OpenAsync(folder: folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Directory.Delete(around, recursive: true);
    }

    [Fact]
    public async Task B06_a_second_instance_is_told_who_runs_already()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await using var second = new ScratchDatabase(folder: scratch.Options.Folder);

        var refusal = await Assert.ThrowsAsync<StartupException>(second.OpenAsync);

        Assert.Equal(StartupException.Failure, refusal.ExitCode);
        Assert.Contains(
            $"already running here (pid {Environment.ProcessId} on host {Environment.MachineName})",
            refusal.Message,
            StringComparison.Ordinal
        );
        await scratch.NoteAsync("the first goes on");
    }

    [Fact]
    public async Task B06_another_process_finds_the_folder_locked_until_we_close()
    {
        Assert.SkipUnless(Shell.Has("flock"), "needs the flock program as the other process");
        await using var scratch = await ScratchDatabase.OpenAsync();
        var lockFile = Path.Combine(scratch.Options.Folder, "couriarr.lock");

        Assert.Equal(1, Shell.Run("flock", "-n", lockFile, "true"));
        await scratch.CloseAsync();
        Assert.Equal(0, Shell.Run("flock", "-n", lockFile, "true"));
    }

    [Fact]
    public void Every_start_in_a_folder_has_the_same_place_and_one_in_a_copy_of_it_another()
    {
        var (folder, copy) = (
            Directory.CreateTempSubdirectory("couriarr-").FullName,
            Directory.CreateTempSubdirectory("couriarr-").FullName
        );
        var place = PlaceOf(folder);
        File.Copy(Path.Combine(folder, "couriarr.lock"), Path.Combine(copy, "couriarr.lock"));

        Assert.NotNull(place);
        Assert.Equal(place, PlaceOf(folder));
        Assert.NotEqual(place, PlaceOf(copy));
        Directory.Delete(folder, recursive: true);
        Directory.Delete(copy, recursive: true);
    }

    [Fact]
    public void Who_takes_a_folder_whose_lock_was_deleted_under_another_is_in_another_place()
    {
        var folder = Directory.CreateTempSubdirectory("couriarr-").FullName;
        using (var first = DataFolder.Take(folder, NullLogger.Instance))
        {
            File.Delete(Path.Combine(folder, "couriarr.lock"));
            Assert.NotEqual(first.Place, PlaceOf(folder));
        }
        Directory.Delete(folder, recursive: true);
    }

    private static string? PlaceOf(string folder)
    {
        using var held = DataFolder.Take(folder, NullLogger.Instance);
        return held.Place;
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_stops_the_start_with_the_way_out()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=1m,ro");
        await using var scratch = new ScratchDatabase(folder: disk.Data);

        var refusal = await Assert.ThrowsAsync<StartupException>(scratch.OpenAsync);

        Assert.Equal(StartupException.Configuration, refusal.ExitCode);
        Assert.Contains("Cannot write to the data folder", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("full or read-only", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nfs", nameof(FileSystemKind.Network))]
    [InlineData("nfs4", nameof(FileSystemKind.Network))]
    [InlineData("cifs", nameof(FileSystemKind.Network))]
    [InlineData("smb2", nameof(FileSystemKind.Network))]
    [InlineData("smb3", nameof(FileSystemKind.Network))]
    [InlineData("9p", nameof(FileSystemKind.Network))]
    [InlineData("fuse", nameof(FileSystemKind.Fuse))]
    [InlineData("fuse.shfs", nameof(FileSystemKind.Fuse))]
    [InlineData("fuseblk", nameof(FileSystemKind.Fuse))]
    [InlineData("fuse.sshfs", nameof(FileSystemKind.Network))]
    [InlineData("ext4", nameof(FileSystemKind.Local))]
    [InlineData("overlayfs", nameof(FileSystemKind.Local))]
    [InlineData("zfs", nameof(FileSystemKind.Local))]
    public void B11_tells_a_network_from_a_disk(string name, string kind) => Assert.Equal(kind, FileSystems.Judge(name).ToString());

    [Fact]
    public async Task B11_warns_on_a_file_system_in_user_space()
    {
        Assert.SkipUnless(
            Shell.Has("bindfs") && Environment.IsPrivilegedProcess && File.Exists("/dev/fuse"),
            "needs bindfs, root and /dev/fuse"
        );
        var (behind, mount) = (
            Directory.CreateTempSubdirectory("couriarr-").FullName,
            Directory.CreateTempSubdirectory("couriarr-").FullName
        );
        Assert.Equal(0, Shell.Run("bindfs", behind, mount));
        try
        {
            await using (var scratch = await ScratchDatabase.OpenAsync(folder: Path.Combine(mount, "data")))
            {
                await scratch.NoteAsync("works");
                Assert.Contains(
                    scratch.Log.Lines,
                    line =>
                        line.StartsWith("Warning: The data folder", StringComparison.Ordinal)
                        && line.Contains("fuse", StringComparison.Ordinal)
                );
            }
        }
        finally
        {
            Shell.Run("umount", "-l", mount);
            Directory.Delete(mount);
            Directory.Delete(behind, recursive: true);
        }
    }
}
