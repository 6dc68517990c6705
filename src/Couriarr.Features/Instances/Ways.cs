using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;

namespace Couriarr.Features.Instances;

/// <param name="Within">The path below both folders.</param>
internal sealed record Way(string From, string Source, string Destination, MediaType? Type, string Within)
{
    public string SourceFile => Path.Join(Source, Within);
    public string DestinationFile => Path.Join(Destination, Within);
}

/// <summary>The ways that the mappings open, by whole names, the longest first and an instance's own before all others'.</summary>
internal sealed class Ways(CouriarrOptions options)
{
    public Way? Find(string path, string instance) =>
        options
            .Paths.Mappings.Where(mapping => mapping.Instance is null || mapping.Instance == instance)
            .OrderByDescending(mapping => Tidy(mapping.From).Length)
            .ThenBy(mapping => mapping.Instance is null)
            .Where(mapping => IsBelow(path, Tidy(mapping.From)))
            .Select(mapping => new Way(
                Tidy(mapping.From),
                Whole(mapping.Source, options.Sync.SourceBase),
                Whole(mapping.Destination, options.Sync.DestBase),
                mapping.Type,
                path[Tidy(mapping.From).Length..].TrimStart('/')
            ))
            .FirstOrDefault();

    /// <summary>Our folders in which the files of apps may lie.</summary>
    public IEnumerable<string> Sources =>
        options
            .Paths.Mappings.Select(mapping => Whole(mapping.Source, options.Sync.SourceBase))
            .SelectMany(source => new[] { source, Path.GetDirectoryName(source) })
            .Append(options.Sync.SourceBase)
            .Where(folder => folder is { Length: > 1 })
            .OfType<string>()
            .Distinct();

    public string DestinationFor(string name) => options.Sync.DestBase is { } folder ? Path.Join(folder, name) : "/where/it/goes";

    private static bool IsBelow(string path, string folder) =>
        path == folder || path.StartsWith(folder == "/" ? folder : $"{folder}/", StringComparison.Ordinal);

    private static string Whole(string path, string? folder) => Tidy(folder is null ? path : Path.Combine(folder, path));

    private static string Tidy(string path) => path.Length > 1 ? path.TrimEnd('/') : path;
}
