using System.Text.RegularExpressions;

namespace Couriarr.Tests.House;

/// <summary>The files of this repository, as they are checked out around the test.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths relative to the root, with slashes, without what a build or a run leaves behind.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    public static IEnumerable<string> Code() => new[] { "src", "tests", "demo", "bench" }.SelectMany(folder => Files(folder, "*.cs"));

    /// <summary>The rows of the table under a heading, first cell to second.</summary>
    public static IReadOnlyDictionary<string, string> Table(string document, string heading)
    {
        var section = Read(document).Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        return Row()
            .Matches(section)
            .Skip(2)
            .ToDictionary(row => row.Groups["first"].Value.Trim(), row => row.Groups["second"].Value.Trim());
    }

    /// <summary>A cell that lists names; a dash lists none.</summary>
    public static string[] Names(string cell) => cell is "–" ? [] : cell.Split(", ");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Couriarr.slnx")))
                return folder.FullName;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no checkout of the repository.");
    }

    [GeneratedRegex(@"^\|(?<first>[^|\n]+)\|(?<second>[^|\n]+)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
