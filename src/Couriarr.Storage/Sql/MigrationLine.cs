using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Couriarr.Storage.Sql;

/// <summary>The steps by which the tables of one feature came to be, oldest first. A step that was released is never edited.</summary>
public sealed record MigrationLine(string Name, IReadOnlyList<MigrationStep> Steps)
{
    /// <summary>The numbered files of a folder, embedded in the feature's assembly: 001_jobs.sql, 002_…</summary>
    public MigrationLine(string name, Assembly assembly, string folder)
        : this(name, Read(assembly, folder)) { }

    private static MigrationStep[] Read(Assembly assembly, string folder)
    {
        var prefix = $"{assembly.GetName().Name}.{folder.Replace('/', '.')}.";
        var files = assembly
            .GetManifestResourceNames()
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var steps = files.Select(file => Read(assembly, file, file[prefix.Length..])).ToArray();
        return steps.Length > 0 && steps.Select(s => s.Version).SequenceEqual(Enumerable.Range(1, steps.Length))
            ? steps
            : throw new InvalidOperationException(
                $"The migrations in {folder} of {assembly.GetName().Name} are not numbered 001, 002 and so on."
            );
    }

    private static MigrationStep Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new MigrationStep(int.Parse(file.Split('_')[0], CultureInfo.InvariantCulture), reader.ReadToEnd());
    }
}

public sealed record MigrationStep(int Version, string Sql)
{
    /// <summary>Of the text, whatever the line ends of the checkout.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
