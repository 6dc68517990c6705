namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Which paths lie in which folders, in whatever normal form they are written.</summary>
internal static class Below
{
    public static bool IsBelow(ReadOnlySpan<char> path, ReadOnlySpan<char> folder)
    {
        if (folder.Length == 0)
            return true;
        if (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal))
            return true;
        var depth = folder.Count('/') + 1;
        var end = 0;
        for (; depth > 0; depth--)
            if (path[end..].IndexOf('/') is var next && next < 0)
                return false;
            else
                end += next + 1;
        return PathOrder.AreSame(path[..(end - 1)], folder);
    }

    public static ReadOnlySpan<char> FolderOf(ReadOnlySpan<char> path) => path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";
}

/// <summary>What could not be read in a tree, for asking about a path.</summary>
internal sealed class Fog(IReadOnlyList<Unread> unread)
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);
    private int _seen;

    /// <returns>Why nobody can say whether this is there; null when it would have been seen.</returns>
    public string? Over(string path)
    {
        for (; _seen < unread.Count; _seen++)
            _reasons.TryAdd(KeyOf(unread[_seen].Path), unread[_seen].Reason);
        if (_reasons.Count == 0)
            return null;
        for (ReadOnlySpan<char> rest = path; ; rest = Below.FolderOf(rest))
            if (_reasons.TryGetValue(KeyOf(rest), out var reason))
                return rest.Length == path.Length ? reason : $"{(rest.Length == 0 ? "The whole library" : $"'{rest}'")}: {reason}";
            else if (rest.Length == 0)
                return null;
    }

    private static string KeyOf(ReadOnlySpan<char> path) => System.Text.Encoding.Latin1.GetString(PathOrder.KeyOf(path));
}
