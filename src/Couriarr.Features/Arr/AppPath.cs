namespace Couriarr.Features.Arr;

/// <summary>Paths as an app writes them, on whatever system it runs.</summary>
internal static class AppPath
{
    public static string Join(string folder, string relative)
    {
        var separator = SeparatorOf(folder);
        return $"{folder.TrimEnd(separator)}{separator}{relative.TrimStart(separator)}";
    }

    public static string FolderOf(string path) => path.LastIndexOf(SeparatorOf(path)) is > 0 and var end ? path[..end] : path;

    public static string NameOf(string path) => path[(path.LastIndexOf(SeparatorOf(path)) + 1)..];

    /// <summary>Refuses what is no whole path or climbs out of one: no app writes either, so somebody else did.</summary>
    public static string Checked(string path, string at, Oddities odd)
    {
        if (!IsWhole(path))
            odd.Refuse($"{at} is not a whole path.");
        CheckSteps(path, at, odd);
        var trimmed = path.TrimEnd(SeparatorOf(path));
        return trimmed.Length > 0 ? trimmed : path;
    }

    public static void CheckSteps(string path, string at, Oddities odd)
    {
        if (path.Split('/', '\\').Contains(".."))
            odd.Refuse($"{at} climbs out of its folder.");
    }

    public static bool IsWhole(string path) =>
        path.StartsWith('/')
        || path.StartsWith(@"\\", StringComparison.Ordinal)
        || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/');

    // A backslash is a letter like any other in the names of all systems but one.
    private static char SeparatorOf(string path) => path.StartsWith('/') || !path.Contains('\\', StringComparison.Ordinal) ? '/' : '\\';
}
