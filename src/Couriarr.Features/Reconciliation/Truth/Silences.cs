using Couriarr.Features.Reconciliation.Listing;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Truth;

/// <summary>An app says that a title has files and names none of them.</summary>
internal sealed class UnnamedFilesException(string message) : BlockedException(message);

/// <summary>Titles that have files, as their app says, of which it names none: of what lies in their folders nothing can be said.</summary>
internal sealed class Silences
{
    private const int MostNamed = 5;
    private readonly List<(string Folder, string Reason)> _titles = [];

    public void Add(string folder, string reason) => _titles.Add((folder, reason));

    /// <returns>Why nobody can say who knows it; null when that can be said.</returns>
    public string? Over(string path)
    {
        foreach (var (folder, reason) in _titles)
            if (Below.IsBelow(path, folder))
                return reason;
        return null;
    }

    /// <summary>For a reader of the report.</summary>
    public IEnumerable<string> Notes()
    {
        var named = _titles.Take(MostNamed).Select(title => title.Reason);
        return _titles.Count > MostNamed
            ? named.Append(FormattableString.Invariant($"So it is with {_titles.Count - MostNamed} more titles."))
            : named;
    }
}
