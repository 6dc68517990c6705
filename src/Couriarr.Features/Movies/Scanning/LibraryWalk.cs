namespace Couriarr.Features.Movies.Scanning;

/// <summary>Finds the folders of a library that movies lie in. Follows no link. Blocks on a hung mount: use it aside.</summary>
internal static class LibraryWalk
{
    private const int Deepest = 5;
    private static readonly EnumerationOptions Here = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <returns>Below the root; an empty name when movies lie in the root itself.</returns>
    public static List<string> Of(string root, IReadOnlyList<string> excludes)
    {
        var found = new List<string>();
        Walk(root, "", 0, excludes, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Walk(string root, string folder, int depth, IReadOnlyList<string> excludes, List<string> found)
    {
        var path = Path.Join(root, folder);
        try
        {
            if (Directory.EnumerateFiles(path, "*", Here).Any(FileNames.IsVideo) || (depth > 0 && HoldsDisc(path)))
                found.Add(folder);
            if (depth == Deepest)
                return;
            foreach (var inner in Directory.EnumerateDirectories(path, "*", Here).Select(path => Path.GetFileName(path)!))
                if (!inner.StartsWith('.') && !excludes.Contains(inner, StringComparer.Ordinal) && !IsPartOfMovie(inner, depth))
                    Walk(root, folder.Length == 0 ? inner : $"{folder}/{inner}", depth + 1, excludes, found);
        }
        // It went while the library was walked: whoever took it away tells of it, or the next walk sees it.
        catch (DirectoryNotFoundException) when (depth > 0) { }
    }

    private static bool HoldsDisc(string path) =>
        Directory
            .EnumerateDirectories(path, "*", Here)
            .Where(inner => Discs.IsPart(Path.GetFileName(inner)))
            .Any(inner => Directory.EnumerateFiles(inner, "*", Here).Any(file => Discs.IsOne(Path.GetRelativePath(path, file))));

    private static bool IsPartOfMovie(string name, int depth) => Discs.IsPart(name) || (depth > 0 && FileNames.IsExtraFolder(name));
}
