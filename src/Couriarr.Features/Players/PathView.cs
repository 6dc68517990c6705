using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>How a player calls our folders. By whole names, the longest entry first; nothing but the beginning and the separators is changed.</summary>
internal static class PathView
{
    /// <exception cref="PermanentException">The player has other names for folders, but none is said for this one.</exception>
    public static string Of(string ours, IReadOnlyDictionary<string, string> paths, string who)
    {
        if (paths.Count == 0)
            return ours;
        var fitting = paths
            .Select(entry => (From: entry.Key.TrimEnd('/'), To: entry.Value))
            .Where(entry => IsBelow(ours, entry.From))
            .OrderByDescending(entry => entry.From.Length)
            .ToList();
        return fitting is [var (from, to), ..]
            ? Join(to, ours[from.Length..])
            : throw new PermanentException(
                $"{who} has no name for {ours}: none of its paths ({string.Join(", ", paths.Keys)}) contains it. Add one to its 'paths'."
            );
    }

    /// <summary>Whether it is the folder or in it, with either separator: players on Windows write theirs with the other one.</summary>
    public static bool IsBelow(string path, string folder)
    {
        var whole = folder.TrimEnd('/', '\\');
        return path.StartsWith(whole, IsWindows(folder) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
            && (path.Length == whole.Length || path[whole.Length] == SeparatorOf(folder));
    }

    /// <summary>D:\media and \\nas\media have backslashes; /media, smb://nas/media and nfs://nas/media have none.</summary>
    public static char SeparatorOf(string path) => IsWindows(path) ? '\\' : '/';

    private static bool IsWindows(string path) =>
        path.StartsWith(@"\\", StringComparison.Ordinal)
        || (path is [var drive, ':', ..] && char.IsAsciiLetter(drive) && (path.Length == 2 || path[2] is '\\' or '/'));

    private static string Join(string to, string rest)
    {
        var separator = SeparatorOf(to);
        var whole = to.TrimEnd('/', '\\');
        return separator == '/' ? whole + rest : whole.Replace('/', '\\') + rest.Replace('/', '\\');
    }
}
