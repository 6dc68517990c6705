using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>
/// What a destination makes of names that takes capitals and small letters for the same, as a share of Windows does: the copy of a file may
/// be listed under another spelling than its original. It would else be missing and extra at once, and removing the one would lose the other.
/// </summary>
internal sealed class Spellings(Route route)
{
    private const string Reason =
        "The destination takes capitals and small letters for the same, and has another file under its name. Rename one of them.";
    private readonly bool _areOne = AreOneIn(route.Destination);

    /// <returns>What can be told of it; null for the copy of a file that has another spelling at the source.</returns>
    public Difference? About(Difference difference) =>
        !_areOne ? difference
        : difference.Standing is Standing.Extra && IsAtSource(difference.Destination?.Path ?? difference.Path) ? null
        : IsWithout(difference) && Linux.LookAt(Path.Join(route.Destination, difference.Path)) is { Kind: FileKind.File } there
            ? there.Size == difference.Source?.Size ? difference with { Standing = Standing.InSync }
                : difference with { Standing = Standing.CannotSay, Reason = Reason }
        : difference;

    /// <summary>Whether the source has it in another spelling, and the destination takes the two for one.</summary>
    public bool IsAtSource(string within) => _areOne && IsThere(route.Source, within.Split('/'));

    // No listing has it under this very name.
    private static bool IsWithout(Difference difference) =>
        difference.Standing is Standing.Missing
        || (difference.Standing is Standing.OlderVersion && difference.Destination is { } there && there.Path != difference.Path);

    private static bool IsThere(string folder, ReadOnlySpan<string> names)
    {
        if (names.IsEmpty)
            return true;
        if (!Directory.Exists(folder))
            return false;
        foreach (var path in Directory.EnumerateFileSystemEntries(folder))
            if (Path.GetFileName(path).Equals(names[0], StringComparison.OrdinalIgnoreCase) && IsThere(path, names[1..]))
                return true;
        return false;
    }

    private static bool AreOneIn(string root) =>
        Directory.EnumerateFileSystemEntries(root).Select(path => Path.GetFileName(path)).FirstOrDefault(name => Turned(name) != name)
            is { } name
        && Linux.LookAt(Path.Join(root, name)) is { } one
        && Linux.LookAt(Path.Join(root, Turned(name)))?.Inode == one.Inode;

    private static string Turned(string name) =>
        string.Concat(
            name.Select(c =>
                char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c)
                : char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c)
                : c
            )
        );
}
