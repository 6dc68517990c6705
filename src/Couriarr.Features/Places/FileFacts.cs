using System.Runtime.InteropServices;

namespace Couriarr.Features.Places;

/// <summary>What a disk has to give, in bytes and in files.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DiskRoom(long FreeBytes, long TotalBytes, long FreeFiles, long TotalFiles, bool IsReadOnly)
{
    /// <summary>The file system: folders that have it in common share the room.</summary>
    public long Device { get; init; }
}

internal enum FileKind
{
    Unknown = 0,
    Pipe = 0x1000,
    Folder = 0x4000,
    File = 0x8000,
    Link = 0xa000,
}

/// <param name="Modified">In nanoseconds since 1970.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileFacts(FileKind Kind, long Size, long Modified, ulong Inode)
{
    private const long Coarsest = 2_000_000_000;

    /// <summary>Which state of a file it is. Some file systems keep times in steps of two seconds.</summary>
    public bool IsSameVersion(FileFacts other) => Size == other.Size && Math.Abs(Modified - other.Modified) < Coarsest;

    public string Version => FormattableString.Invariant($"{Size}:{Modified}");
}

/// <summary>Which folder it is, and when its names changed last.</summary>
/// <param name="Modified">In nanoseconds since 1970, as <paramref name="Changed"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FolderFacts(long Device, ulong Inode, long Modified, long Changed);

/// <summary>What belongs to a file beside its content.</summary>
internal sealed record FileDetails(FileFacts Facts)
{
    public uint Rights { get; init; }
    public uint Owner { get; init; }
    public uint Group { get; init; }

    /// <summary>The bytes that it takes on its disk: fewer than its size when it has holes.</summary>
    public long Stored { get; init; }

    public bool HasHoles => Stored < Facts.Size;
}
