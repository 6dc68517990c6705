using Couriarr.Features.Movies.Nfo;
using Couriarr.Features.Places;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>A folder as it was read, in one piece.</summary>
/// <param name="Nfos">What the NFOs in it say, by their names.</param>
internal sealed record FolderView(IReadOnlyList<FoundFile> Files, IReadOnlyDictionary<string, NfoFile> Nfos)
{
    /// <summary>It was moved or replaced while it was read: half of this may be of another folder.</summary>
    public bool WasMoved { get; init; }
}

/// <summary>Reads movies' folders. Follows no link out of the library and opens nothing but plain files. Blocks on a hung mount: use it aside.</summary>
internal static class FolderReader
{
    private const int MostFiles = 20_000;
    private static readonly EnumerationOptions Here = new() { AttributesToSkip = FileAttributes.None };

    /// <returns>Null when there is no such folder.</returns>
    public static FolderView? Read(string root, string folder)
    {
        try
        {
            using var pinned = PinnedFolder.Open(root, Parts(folder), create: false);
            var files = FilesIn(pinned);
            var nfos = files
                .Where(file => FileNames.IsNfo(file.Name) && !file.Name.Contains('/', StringComparison.Ordinal))
                .ToDictionary(file => file.Name, file => NfoFile.Read(BytesOf(pinned, file)), StringComparer.Ordinal);
            return new FolderView(files, nfos) { WasMoved = !IsStill(pinned, root, folder) };
        }
        catch (IOException e) when (e.HResult is Linux.NoEntry || e is DirectoryNotFoundException or FileNotFoundException)
        {
            return null;
        }
    }

    public static string[] Parts(string folder) => folder.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static List<FoundFile> FilesIn(PinnedFolder folder)
    {
        var files = FilesIn(folder, "").ToList();
        foreach (var inner in Directory.EnumerateDirectories(folder.Address, "*", Here).Select(path => Path.GetFileName(path)!))
            if (folder.Look(inner) is { Kind: FileKind.Folder } && !inner.StartsWith('.'))
            {
                using var below = folder.Inner([inner], create: false);
                if (Discs.IsPart(inner))
                {
                    files.AddRange(FilesIn(below, $"{inner}/").Where(file => Discs.IsOne(file.Name)));
                    continue;
                }
                // A folder below with a movie of its own is another movie's.
                if (FileNames.IsExtraFolder(inner) || !HoldsVideo(below))
                    files.AddRange(FilesIn(below, $"{inner}/"));
            }
        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    private static bool HoldsVideo(PinnedFolder folder) =>
        Directory.EnumerateFiles(folder.Address, "*", Here).Any(path => FileNames.IsVideo(path));

    private static IEnumerable<FoundFile> FilesIn(PinnedFolder folder, string prefix) =>
        from path in Directory.EnumerateFiles(folder.Address, "*", Here).Take(MostFiles)
        let name = Path.GetFileName(path)
        where !name.StartsWith('.')
        let facts = folder.Look(name)
        where facts is { Kind: FileKind.File }
        select new FoundFile(prefix + name, facts.Value.Size, facts.Value.Modified);

    private static byte[] BytesOf(PinnedFolder folder, FoundFile file)
    {
        using var stream = folder.Read(file.Name);
        using var bytes = new MemoryStream();
        var gulp = new byte[64 * 1024];
        for (int read; bytes.Length <= NfoText.Largest && (read = stream.Read(gulp)) > 0; )
            bytes.Write(gulp, 0, read);
        return bytes.ToArray();
    }

    private static bool IsStill(PinnedFolder pinned, string root, string folder) =>
        pinned.Look(".")?.Inode == Linux.LookAt(Path.Join(root, folder, "."))?.Inode;
}
