namespace Couriarr.Features.Places;

/// <summary>What is mounted below a folder: a disk of its own for one series, say.</summary>
internal static class MountsBelow
{
    /// <returns>Each by its path below the folder.</returns>
    public static IReadOnlyList<string> Of(string folder)
    {
        var root = (new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder).TrimEnd('/') + "/";
        return
        [
            .. File.ReadLines("/proc/self/mountinfo")
                .Select(line => MountSight.Plain(line.Split(' ')[4]))
                .Where(point => point.StartsWith(root, StringComparison.Ordinal))
                .Select(point => point[root.Length..])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
