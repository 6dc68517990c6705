using System.Runtime.InteropServices;

namespace Couriarr.Features.Reconciliation.Listing;

internal enum EntryKind : byte
{
    File,
    Folder,

    /// <summary>A folder that has the name of the one before it, written in another normal form. For us they are one.</summary>
    Twin,
}

/// <param name="Path">Below the root of the tree.</param>
/// <param name="Modified">In milliseconds since 1970.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Entry(string Path, EntryKind Kind, long Size, long Modified);

/// <summary>What one folder holds, in order.</summary>
/// <param name="Folders">Where in the entries the folders stand, twins aside.</param>
internal sealed record Page(Entry[] Entries, int[] Folders, IReadOnlyList<Unread> Unread)
{
    /// <summary>It holds nothing that the folder itself does not tell of: no links, no twins, nothing unread.</summary>
    public bool IsPlain { get; init; } = true;

    public int FileCount { get; } = CountFiles(Entries);

    /// <summary>The folder that stands there, and its twins.</summary>
    public string[] PathsAt(int entry)
    {
        var end = entry + 1;
        while (end < Entries.Length && Entries[end].Kind is EntryKind.Twin)
            end++;
        var paths = new string[end - entry];
        for (var i = 0; i < paths.Length; i++)
            paths[i] = Entries[entry + i].Path;
        return paths;
    }

    private static int CountFiles(ReadOnlySpan<Entry> entries)
    {
        var count = 0;
        foreach (ref readonly var entry in entries)
            count += entry.Kind is EntryKind.File ? 1 : 0;
        return count;
    }
}
