using System.Collections.Frozen;
using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Which names of a folder are looked at. Belongs to one thread.</summary>
internal sealed class NameFilter
{
    private const int LongestName = 1024;
    private readonly char[] _name = new char[LongestName];
    private readonly NameTest _counts;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _excludes;
    private readonly FrozenSet<string> _without;

    public NameFilter(WalkOptions options)
    {
        _counts = options.Counts;
        _excludes = options.Excludes.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _without = options.Without.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <param name="kind">As the folder says; not every file system does.</param>
    public bool Wants(ReadOnlySpan<byte> name, FileKind kind, string folder)
    {
        var text = _name.AsSpan(0, NameBytes.Read(name, _name));
        if (_excludes.Contains(text) || OwnNames.Are(text))
            return false;
        return kind switch
        {
            FileKind.Folder => _without.Count == 0 || WantsFolder(Join(folder, name)),
            FileKind.File => IsMedia(text),
            // What a link or an unknown entry is, is seen by looking.
            FileKind.Link or FileKind.Unknown => true,
            _ => IsMedia(text),
        };
    }

    public bool WantsFolder(string path) => !_without.Contains(path);

    // What macOS writes beside a file on a share has its ending, and nothing of it.
    private bool IsMedia(ReadOnlySpan<char> name) => !name.StartsWith("._", StringComparison.Ordinal) && _counts(name);

    public static string Join(string folder, ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[LongestName];
        var inner = text[..NameBytes.Read(name, text)];
        return folder.Length == 0 ? inner.ToString() : string.Concat(folder, "/", inner);
    }
}
