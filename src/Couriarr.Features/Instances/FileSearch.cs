namespace Couriarr.Features.Instances;

/// <summary>
/// Finds the library that a file of an app lies in, by the end of its path, in folders that are likely. It looks at a bounded number of
/// folders, and goes by no link.
/// </summary>
internal static class FileSearch
{
    private const int MostFolders = 5000;
    private const int Deepest = 4;

    private static readonly HashSet<string> Real =
    [
        "ext2",
        "ext3",
        "ext4",
        "xfs",
        "btrfs",
        "zfs",
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "ntfs3",
        "exfat",
        "vfat",
    ];

    /// <param name="tail">The work's folder and the path in it.</param>
    /// <param name="size">Null when it is not known.</param>
    /// <returns>The folder that the tail lies in; null when it was not found.</returns>
    public static string? Find(IEnumerable<string> roots, string tail, long? size, CancellationToken ct)
    {
        var left = new Queue<(string Folder, int Depth)>(roots.Distinct().Where(Directory.Exists).Select(root => (root, 0)));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (left.TryDequeue(out var next) && seen.Count < MostFolders)
        {
            ct.ThrowIfCancellationRequested();
            if (!seen.Add(next.Folder))
                continue;
            if (LiesIn(next.Folder, tail, size))
                return next.Folder;
            if (next.Depth < Deepest)
                foreach (var below in FoldersIn(next.Folder))
                    left.Enqueue((below, next.Depth + 1));
        }
        return null;
    }

    /// <summary>Where disks and shares are mounted, but for the system's own.</summary>
    public static IEnumerable<string> MountPoints()
    {
        const string Table = "/proc/self/mounts";
        if (!File.Exists(Table))
            return [];
        return File.ReadLines(Table)
            .Select(line => line.Split(' '))
            .Where(parts => parts.Length > 2 && (Real.Contains(parts[2]) || parts[2].StartsWith("fuse", StringComparison.Ordinal)))
            .Select(parts => parts[1].Replace("\\040", " ", StringComparison.Ordinal))
            .Where(point => point.Length > 1 && Directory.Exists(point));
    }

    private static bool LiesIn(string folder, string tail, long? size)
    {
        var path = folder;
        foreach (var name in tail.Split('/'))
            if (IsLink(path = Path.Join(path, name)))
                return false;
        return new FileInfo(path) is { Exists: true, Length: var length } && (size is null || size == length);
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static IEnumerable<string> FoldersIn(string folder)
    {
        var looking = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            return [.. Directory.EnumerateDirectories(folder, "*", looking).Take(MostFolders).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
