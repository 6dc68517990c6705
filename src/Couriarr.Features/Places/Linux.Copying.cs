using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.Features.Places;

/// <summary>What it takes to copy a file without carrying it through the program.</summary>
internal static unsafe partial class Linux
{
    public const int NoAccess = 13,
        BadArgument = 22,
        NotConnected = 107,
        Stale = 116;

    private const int BeyondEnd = 6,
        DuplicateClosed = 1030;
    private const int ReadWrite = 2,
        Create = 0x40,
        Interrupted = 4;
    private const int FromHere = 0,
        NextData = 3,
        NextHole = 4;
    private const nuint CloneOf = 0x40049409;
    private const uint Everything = 0xfff;
    private const long Unchanged = (1L << 30) - 2;

    /// <summary>Opens a file for reading, and never through a link, wherever on the way it lies. A pipe does not hold up anybody.</summary>
    public static SafeFileHandle OpenFile(string path)
    {
        var how = new OpenHow { Flags = (uint)(NoFollow | NonBlocking | CloseOnExec), Resolve = NoLinks | NoMagic };
        fixed (byte* name = (byte[])[.. Encoding.UTF8.GetBytes(path), 0])
            if ((int)syscall(OpenBeneathNumber, Here, name, &how, sizeof(OpenHow)) is >= 0 and var handle)
                return new SafeFileHandle(handle, ownsHandle: true);
        return Marshal.GetLastPInvokeError() is NotImplemented or NotPermitted
            ? new SafeFileHandle(Open(path, NoFollow | NonBlocking), ownsHandle: true)
            : throw Failure(path);
    }

    /// <summary>Opens a file for reading and writing, and makes it when it is not there.</summary>
    public static SafeFileHandle OpenOrMake(int folder, string name, uint rights) =>
        new(Check(openat(folder, name, ReadWrite | Create | NoFollow | NonBlocking | CloseOnExec, rights), name), ownsHandle: true);

    public static int Duplicate(int handle) => Check(fcntl(handle, DuplicateClosed, 0), "");

    public static FileDetails LookClosely(SafeFileHandle file)
    {
        Check(statx(file, "", Itself, Everything, out var s), "");
        var modified = (s.ModifiedSeconds * 1_000_000_000) + s.ModifiedNanoseconds;
        return new FileDetails(new FileFacts((FileKind)(s.Mode & KindBits), (long)s.Size, modified, s.Inode))
        {
            Rights = (uint)(s.Mode & ~KindBits),
            Owner = s.Owner,
            Group = s.Group,
            Stored = (long)s.Blocks * 512,
        };
    }

    /// <summary>Has both share what the first holds, where their file system can. Takes no time and no room.</summary>
    public static bool Clone(SafeFileHandle from, SafeFileHandle to) => ioctl(to, CloneOf, from) == 0;

    public static int CopyRange(SafeFileHandle from, SafeFileHandle to, long at, int count)
    {
        var (read, write) = (at, at);
        nint done;
        do done = copy_file_range(from, &read, to, &write, count, 0);
        while (WasInterrupted(done));
        return Check(done);
    }

    public static int Send(SafeFileHandle from, SafeFileHandle to, long at, int count)
    {
        _ = lseek(to, at, FromHere) == at ? 0 : throw Failure("");
        nint done;
        do done = sendfile(to, from, &at, count);
        while (WasInterrupted(done));
        return Check(done);
    }

    public static int Read(SafeFileHandle file, Span<byte> into, long at)
    {
        nint done;
        fixed (byte* buffer = into)
            do done = pread(file, buffer, into.Length, at);
            while (WasInterrupted(done));
        return Check(done);
    }

    public static int Write(SafeFileHandle file, ReadOnlySpan<byte> what, long at)
    {
        nint done;
        fixed (byte* buffer = what)
            do done = pwrite(file, buffer, what.Length, at);
            while (WasInterrupted(done));
        return Check(done);
    }

    /// <summary>Where the next piece lies that is no hole; null when there is none, and here itself when the file system does not tell.</summary>
    public static long? DataFrom(SafeFileHandle file, long at) => Seek(file, at, NextData, at);

    /// <summary>Where the piece ends that lies here.</summary>
    public static long? HoleFrom(SafeFileHandle file, long at) => Seek(file, at, NextHole, long.MaxValue);

    public static void Cut(SafeFileHandle file, long size) => Check(ftruncate(file, size));

    public static void Flush(SafeFileHandle file) => Check(fsync(file));

    public static void SetRights(SafeFileHandle file, uint rights) => Check(fchmod(file, rights));

    /// <returns>False when it may not be given away.</returns>
    public static bool SetOwner(SafeFileHandle file, uint owner, uint group) =>
        fchown(file, owner, group) == 0 || (Marshal.GetLastPInvokeError() is NotPermitted ? false : throw Failure(""));

    /// <param name="modified">In nanoseconds since 1970.</param>
    public static void SetModified(SafeFileHandle file, long modified)
    {
        var (seconds, rest) = Math.DivRem(modified, 1_000_000_000);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + 1_000_000_000);
        var times = stackalloc long[] { 0, Unchanged, seconds, rest };
        Check(futimens(file, times));
    }

    private static long? Seek(SafeFileHandle file, long at, int whence, long otherwise) =>
        lseek(file, at, whence) is >= 0 and var found ? found
        : Marshal.GetLastPInvokeError() is BeyondEnd ? null
        : Marshal.GetLastPInvokeError() is BadArgument or NotSupported ? otherwise
        : throw Failure("");

    private static bool WasInterrupted(nint done) => done < 0 && Marshal.GetLastPInvokeError() == Interrupted;

    private static int Check(nint result) => result >= 0 ? (int)result : throw Failure("");

    [LibraryImport("libc", SetLastError = true, StringMarshalling = Utf8)]
    private static partial int statx(SafeFileHandle file, string path, int flags, uint mask, out ExtendedStatus status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int handle, int command, nint argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeFileHandle file, nuint request, SafeFileHandle argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint copy_file_range(SafeFileHandle from, long* read, SafeFileHandle to, long* write, nint count, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint sendfile(SafeFileHandle to, SafeFileHandle from, long* at, nint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pread(SafeFileHandle file, byte* into, nint count, long at);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pwrite(SafeFileHandle file, byte* what, nint count, long at);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint lseek(SafeFileHandle file, long at, int whence);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ftruncate(SafeFileHandle file, long size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchmod(SafeFileHandle file, uint rights);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchown(SafeFileHandle file, uint owner, uint group);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int futimens(SafeFileHandle file, long* times);
}
