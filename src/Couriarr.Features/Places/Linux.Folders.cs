using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Couriarr.Features.Places;

/// <summary>What it takes to read folders with few calls: names as the bytes that they are, ended by a NUL.</summary>
internal static unsafe partial class Linux
{
    private const int OpenBeneathNumber = 437;
    private const ulong NoMagic = 2,
        NoLinks = 4,
        Beneath = 8;
    private const uint KindSizeAndTime = 0x243;
    private static readonly nint ReadFolder = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? 61 : 217;

    /// <summary>Opens a folder at or below another, and never through a link.</summary>
    /// <param name="path">Ended by a NUL.</param>
    public static int OpenBeneath(int root, ReadOnlySpan<byte> path)
    {
        var how = new OpenHow { Flags = (uint)(Directory | NoFollow | CloseOnExec), Resolve = Beneath | NoLinks | NoMagic };
        fixed (byte* name = path)
        {
            var handle = (int)syscall(OpenBeneathNumber, root, name, &how, sizeof(OpenHow));
            if (handle >= 0)
                return handle;
        }
        // Kernels before 5.6 do not know it, and old sandboxes forbid what they do not know.
        return Marshal.GetLastPInvokeError() is NotImplemented or NotPermitted
            ? OpenByStep(root, path[..^1])
            : throw Failure(Encoding.UTF8.GetString(path[..^1]));
    }

    /// <summary>What a link leads to, without opening that for reading: a pipe does not hold up anybody.</summary>
    /// <param name="path">Ended by a NUL.</param>
    public static int OpenName(int root, ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            return Check(openat(root, name, NameOnly | CloseOnExec, 0), Encoding.UTF8.GetString(path[..^1]));
    }

    private static int OpenByStep(int root, ReadOnlySpan<byte> path)
    {
        var handle = Open(root, ".", Directory);
        foreach (var part in path.Split((byte)'/'))
        {
            var outer = handle;
            fixed (byte* name = (byte[])[.. path[part], 0])
                handle = openat(outer, name, Directory | NoFollow | CloseOnExec, 0);
            var error = Marshal.GetLastPInvokeError();
            Close(outer);
            if (handle < 0)
                throw new IOException($"{Encoding.UTF8.GetString(path)}: {Say(error)}", error);
        }
        return handle;
    }

    /// <returns>How many bytes of entries there are now; 0 at the end.</returns>
    public static int ReadEntries(int folder, Span<byte> into)
    {
        fixed (byte* buffer = into)
            return Check((int)syscall(ReadFolder, folder, buffer, (void*)into.Length, 0), "");
    }

    /// <summary>Null when there is nothing of that name any more. A link is seen as itself.</summary>
    [SkipLocalsInit]
    public static FileFacts? Look(int folder, byte* name)
    {
        ExtendedStatus s;
        if (statx(folder, name, NotFollowed, KindSizeAndTime, &s) == 0)
            return new FileFacts(
                (FileKind)(s.Mode & KindBits),
                (long)s.Size,
                (s.ModifiedSeconds * 1_000_000_000) + s.ModifiedNanoseconds,
                s.Inode
            );
        return Marshal.GetLastPInvokeError() is NoEntry or NotDirectory ? null : throw Failure("");
    }

    /// <summary>Which folder it is, and in which state.</summary>
    public static FolderFacts LookAtFolder(int folder) => LookAtFolder(folder, "\0"u8, Itself) ?? throw Failure("");

    /// <param name="path">Below the folder, ended by a NUL.</param>
    /// <returns>Null when it cannot be seen.</returns>
    public static FolderFacts? LookAtFolder(int folder, ReadOnlySpan<byte> path) => LookAtFolder(folder, path, NotFollowed);

    [SkipLocalsInit]
    private static FolderFacts? LookAtFolder(int folder, ReadOnlySpan<byte> path, int flags)
    {
        ExtendedStatus s;
        fixed (byte* name = path)
            if (statx(folder, name, flags, BasicFacts, &s) != 0)
                return null;
        return new FolderFacts(
            ((long)s.DeviceMajor << 32) | s.DeviceMinor,
            s.Inode,
            (s.ModifiedSeconds * 1_000_000_000) + s.ModifiedNanoseconds,
            (s.ChangedSeconds * 1_000_000_000) + s.ChangedNanoseconds
        );
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct ExtendedStatus
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(48)]
        public ulong Blocks;

        [FieldOffset(96)]
        public long ChangedSeconds;

        [FieldOffset(104)]
        public uint ChangedNanoseconds;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint handle, void* one, void* two, nint three);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int openat(int folder, byte* path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int statx(int folder, byte* path, int flags, uint mask, ExtendedStatus* status);
}
