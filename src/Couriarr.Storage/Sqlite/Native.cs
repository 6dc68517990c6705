using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Couriarr.Storage.Sqlite;

/// <summary>What the disk has to give, in bytes and in files.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DiskRoom(long FreeBytes, long TotalBytes, long FreeFiles, long TotalFiles);

/// <summary>The system calls the framework has no words for. Layouts are those of 64-bit Linux.</summary>
internal static partial class Native
{
    private const int CloseOnExec = 0x80000;

    public static (uint User, uint Group) Identity => (geteuid(), getegid());

    /// <returns>Null when the file system does not answer.</returns>
    public static DiskRoom? RoomIn(string folder)
    {
        if (statvfs(folder, out var s) != 0)
            return null;
        var block = (long)s.FragmentSize;
        return new DiskRoom((long)s.BlocksAvailable * block, (long)s.Blocks * block, (long)s.FilesAvailable, (long)s.Files);
    }

    /// <summary>Makes renames inside the folder outlive a power cut.</summary>
    public static void SyncFolder(string folder)
    {
        var handle = open(folder, CloseOnExec);
        if (handle < 0)
            throw new IOException($"Cannot open the folder {folder}: {LastError()}");
        var synced = fsync(handle);
        var reason = synced == 0 ? "" : LastError();
        _ = close(handle);
        if (synced != 0)
            throw new IOException($"Cannot sync the folder {folder}: {reason}");
    }

    /// <returns>Null when there is no such file.</returns>
    public static (ulong Device, ulong Inode)? IdentityOf(string file) => stat(file, out var s) == 0 ? (s.Device, s.Inode) : null;

    private static string LastError() => new Win32Exception(Marshal.GetLastPInvokeError()).Message;

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct FileSystemStatus
    {
        public ulong BlockSize;
        public ulong FragmentSize;
        public ulong Blocks;
        public ulong BlocksFree;
        public ulong BlocksAvailable;
        public ulong Files;
        public ulong FilesFree;
        public ulong FilesAvailable;
    }

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct FileStatus
    {
        public ulong Device;
        public ulong Inode;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int stat(string path, out FileStatus status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statvfs(string path, out FileSystemStatus status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int handle);

    [LibraryImport("libc")]
    private static partial int close(int handle);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc")]
    private static partial uint getegid();
}
