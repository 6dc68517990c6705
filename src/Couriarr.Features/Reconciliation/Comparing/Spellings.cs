using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>
/// What a destination makes of names that takes capitals and small letters for the same, as a share of Windows does: the copy of a file may
/// be listed under another spelling than its original. It would else be missing and extra at once, and removing the one would lose the other.
/// Each folder is asked by the very name that it is about, for another disk may be mounted below.
/// </summary>
internal sealed class Spellings(Route route)
{
    private const string Reason =
        "The destination takes capitals and small letters for the same, and has another file under its name. Rename one of them.";
    private const int MostKept = 1_000;
    private readonly Dictionary<string, bool> _careless = new(StringComparer.Ordinal);

    /// <returns>What can be told of it; null for the copy of a file that has another spelling at the source.</returns>
    public Difference? About(Difference difference) =>
        difference.Standing is Standing.Extra && IsAtSource(difference.Destination?.Path ?? difference.Path) ? null
        : IsWithout(difference)
        && Linux.LookAt(Path.Join(route.Destination, difference.Path)) is { Kind: FileKind.File } there
        && SensesOf(difference.Path).Contains(true)
            ? there.Size == difference.Source?.Size ? difference with { Standing = Standing.InSync }
                : difference with { Standing = Standing.CannotSay, Reason = Reason }
        : difference;

    /// <summary>Whether the source has it in another spelling, and the destination takes the two for one.</summary>
    public bool IsAtSource(string within) => SensesOf(within) is var senses && senses.Contains(true) && IsThere(within, senses);

    // No listing has it under this very name.
    private static bool IsWithout(Difference difference) =>
        difference.Standing is Standing.Missing
        || (difference.Standing is Standing.OlderVersion && difference.Destination is { } there && there.Path != difference.Path);

    /// <returns>Of each name of a path whether the destination takes it in any spelling.</returns>
    private bool[] SensesOf(string within)
    {
        var (names, folder) = (within.Split('/'), "");
        var senses = new bool[names.Length];
        for (var i = 0; i < names.Length; folder = Path.Join(folder, names[i++]))
            senses[i] = IsCareless(folder, names[i]);
        return senses;
    }

    // A name without a letter says nothing of its folder, and has no other spelling.
    private bool IsCareless(string folder, string name)
    {
        var turned = Turned(name);
        if (turned == name)
            return false;
        if (_careless.TryGetValue(folder, out var known))
            return known;
        if (Linux.LookAt(Path.Join(route.Destination, folder, name)) is not { } one)
            return false;
        if (_careless.Count >= MostKept)
            _careless.Clear();
        return _careless[folder] = Linux.LookAt(Path.Join(route.Destination, folder, turned))?.Inode == one.Inode;
    }

    private bool IsThere(string within, bool[] senses)
    {
        var (names, found) = (within.Split('/'), new List<string> { route.Source });
        for (var i = 0; i < names.Length && found.Count > 0; i++)
        {
            var (name, how) = (names[i], senses[i] ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
            found =
            [
                .. found
                    .Where(Directory.Exists)
                    .SelectMany(Directory.EnumerateFileSystemEntries)
                    .Where(path => Path.GetFileName(path).Equals(name, how)),
            ];
        }
        return found.Count > 0;
    }

    // Not every disk that is careless with a to z is so with all letters.
    private static string Turned(string name) =>
        name.Any(char.IsAsciiLetter) ? Turned(name, char.IsAsciiLetter) : Turned(name, char.IsLetter);

    private static string Turned(string name, Func<char, bool> isTurned) =>
        string.Concat(
            name.Select(c =>
                !isTurned(c) ? c
                : char.IsUpper(c) ? char.ToLowerInvariant(c)
                : char.ToUpperInvariant(c)
            )
        );
}
