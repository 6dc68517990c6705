using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.CrashRig;

/// <summary>An ext4 file system of its own whose power can be cut: what was not synced is gone. Needs root.</summary>
internal sealed partial class LoopDisk : IDisposable
{
    private const nuint ShutDown = 0x8004587d; // FS_IOC_SHUTDOWN
    private const uint WithoutFlush = 2;
    private readonly string _root = Directory.CreateTempSubdirectory("couriarr-disk-").FullName;

    public LoopDisk(int megabytes = 64)
    {
        Directory.CreateDirectory(Folder);
        using (var image = new FileStream(Image, FileMode.Create))
            image.SetLength(megabytes * 1024L * 1024L);
        Shell.Run("mkfs.ext4", "-q", Image);
        Mount();
    }

    public string Folder => Path.Combine(_root, "mount");
    private string Image => Path.Combine(_root, "image");

    public static bool IsPossible =>
        Environment.IsPrivilegedProcess && File.Exists("/dev/loop-control") && Shell.Has("mkfs.ext4") && Shell.Has("mount");

    public void Cut()
    {
        using var folder = OpenDirectory(Folder, 0);
        var how = WithoutFlush;
        if (Control(folder, ShutDown, ref how) != 0)
            throw new IOException($"The power of {Folder} could not be cut: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>
    /// Nobody may use it any more; but what was open here a child that another test is just starting holds, until it has become its program.
    /// Comes back with what had reached the disk.
    /// </summary>
    public async Task RemountAsync(CancellationToken ct)
    {
        await Until.TrueAsync(() => Task.FromResult(Shell.Succeeds("umount", Folder)), $"nobody uses {Folder} any more", ct, seconds: 10);
        Mount();
    }

    public void Dispose()
    {
        Shell.Run("umount", "-l", Folder);
        Directory.Delete(_root, recursive: true);
    }

    private void Mount() => Shell.Run("mount", "-o", "loop", Image, Folder);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle OpenDirectory(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, nuint request, ref uint argument);
}
