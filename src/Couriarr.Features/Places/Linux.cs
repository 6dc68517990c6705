using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Couriarr.Features.Places;

/// <summary>The system calls of 64-bit Linux that the framework has no words for. Every failure is an <see cref="IOException"/> with the errno in HResult.</summary>
internal static partial class Linux
{
    public const int ReadOnly = 0,
        WriteOnly = 1,
        NonBlocking = 0x800,
        NameOnly = 0x200000,
        CloseOnExec = 0x80000;

    // The only two of them that are not the same on all machines.
    public static readonly int NoFollow = NoFollowOn(RuntimeInformation.ProcessArchitecture),
        Directory = DirectoryOn(RuntimeInformation.ProcessArchitecture);

    public const int NoEntry = 2,
        Exists = 17,
        OtherFileSystem = 18,
        NotDirectory = 20,
        NoSpace = 28,
        ReadOnlyFs = 30,
        TooManyLinks = 40,
        NotPermitted = 1,
        ManyLinks = 31,
        NotImplemented = 38,
        NotSupported = 95,
        QuotaExceeded = 122;

    /// <summary>No room, no quota or no right to write at all: nothing that one file could do anything about.</summary>
    public static bool TakesNothing(int error) => error is NoSpace or QuotaExceeded or ReadOnlyFs;

    private const int Here = -100;
    private const ulong MountedReadOnly = 1;
    private const int WriteAccess = 2;
    private const int Effective = 0x200;
    private const int NotFollowed = 0x100;
    private const int Itself = 0x1000;
    private const uint BasicFacts = 0x7ff;
    private const int KindBits = 0xf000;

    internal static int NoFollowOn(Architecture machine) => machine is Architecture.Arm64 ? 0x8000 : 0x20000;

    internal static int DirectoryOn(Architecture machine) => machine is Architecture.Arm64 ? 0x4000 : 0x10000;

    public static int Open(int folder, string name, int flags) => Check(openat(folder, name, flags | CloseOnExec, 0), name);

    public static int Open(string path, int flags) => Check(openat(Here, path, flags | CloseOnExec, 0), path);

    /// <returns>False when it is there already.</returns>
    public static bool MakeFolder(int folder, string name)
    {
        if (mkdirat(folder, name, 0x1ff) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == Exists ? false : throw Failure(name);
    }

    /// <summary>Null when there is nothing of that name. A link is seen as itself.</summary>
    public static FileFacts? Look(int folder, string name) => Look(folder, name, NotFollowed);

    public static FileFacts? LookAt(string path) => Look(Here, path, NotFollowed);

    /// <summary>Of what was opened, whatever its path leads to now.</summary>
    public static FileFacts Look(int handle) => Look(handle, "", Itself)!.Value;

    private static FileFacts? Look(int folder, string name, int flags)
    {
        if (statx(folder, name, flags, BasicFacts, out var s) == 0)
            return new FileFacts(
                (FileKind)(s.Mode & KindBits),
                (long)s.Size,
                (s.ModifiedSeconds * 1_000_000_000) + s.ModifiedNanoseconds,
                s.Inode
            );
        return Marshal.GetLastPInvokeError() is NoEntry or NotDirectory ? null : throw Failure(name);
    }

    public static void Rename(int folder, string from, int toFolder, string to) => Check(renameat(folder, from, toFolder, to), from);

    public static void Link(int folder, string from, int toFolder, string to) => Check(linkat(folder, from, toFolder, to, 0), from);

    public static bool Unlink(int folder, string name)
    {
        if (unlinkat(folder, name, 0) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == NoEntry ? false : throw Failure(name);
    }

    public static void Sync(int handle, string name) => Check(fsync(handle), name);

    public static void Close(int handle) => _ = close(handle);

    public static bool MayWriteIn(string folder) => faccessat(Here, folder, WriteAccess, Effective) == 0;

    public static DiskRoom RoomIn(string folder)
    {
        Check(statvfs(folder, out var s), folder);
        var block = (long)s.FragmentSize;
        return new DiskRoom(
            (long)s.BlocksAvailable * block,
            (long)s.Blocks * block,
            (long)s.FilesAvailable,
            (long)s.Files,
            (s.Flags & MountedReadOnly) != 0
        )
        {
            Device = DeviceOf(folder),
        };
    }

    private static long DeviceOf(string path) =>
        statx(Here, path, 0, BasicFacts, out var s) == 0 ? ((long)s.DeviceMajor << 32) | s.DeviceMinor : throw Failure(path);

    /// <summary>Kills a whole process group for sure. True while any of it is left.</summary>
    public static bool Kill(int group) => kill(-group, 9) == 0;

    public static bool KillOne(int process) => kill(process, 9) == 0;

    public static bool IsAlive(int group) => kill(-group, 0) == 0;

    public static string Say(int error) => new Win32Exception(error).Message;

    private static int Check(int result, string name) => result >= 0 ? result : throw Failure(name);

    private static IOException Failure(string name)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{AppPath.Shown(name)}: {Say(error)}", error);
    }

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
        public ulong Id;
        public ulong Flags;
    }

    private const StringMarshalling Utf8 = StringMarshalling.Utf8;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int openat(int folder, string path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int mkdirat(int folder, string path, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int renameat(int folder, string from, int toFolder, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int linkat(int folder, string from, int toFolder, string to, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int unlinkat(int folder, string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int faccessat(int folder, string path, int mode, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int statvfs(string path, out FileSystemStatus status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, out ExtendedStatus status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc")]
    private static partial int close(int handle);
}
