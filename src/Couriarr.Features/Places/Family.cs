using System.Globalization;

namespace Couriarr.Features.Places;

/// <summary>What /proc tells of other processes. Any of them may be gone the next moment.</summary>
internal static class Family
{
    /// <summary>The processes of a group.</summary>
    public static IEnumerable<int> Of(int group) => All.Where(id => GroupOf(id) == group);

    /// <summary>Those that carry this variable, by its value.</summary>
    public static IEnumerable<(int Id, string Value)> With(string variable) =>
        from id in All
        let value = Variable(id, variable)
        where value is not null
        select (id, value);

    public static IEnumerable<int> All =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where char.IsAsciiDigit(name[0])
        select int.Parse(name, CultureInfo.InvariantCulture);

    public static long BytesOf(int id) =>
        (Read(id, "io") ?? "")
            .Split('\n')
            .Where(line => line.StartsWith("rchar:", StringComparison.Ordinal) || line.StartsWith("wchar:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line[6..], CultureInfo.InvariantCulture));

    /// <summary>The program it runs, as far as the kernel keeps its name: fifteen letters.</summary>
    public static string? NameOf(int id) => Read(id, "comm")?.TrimEnd('\n');

    // The name in brackets may hold anything, even brackets: the fields begin behind the last one.
    private static int GroupOf(int id) =>
        Read(id, "stat") is { Length: > 0 } stat
        && stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is { Length: > 2 } fields
        && fields[0] is not "Z"
            ? int.Parse(fields[2], CultureInfo.InvariantCulture)
            : 0;

    private static string? Variable(int id, string name) =>
        Read(id, "environ")?.Split('\0').FirstOrDefault(v => v.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static string? Read(int id, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/{what}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
