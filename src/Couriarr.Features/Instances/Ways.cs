using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;

namespace Couriarr.Features.Instances;

/// <param name="Within">The path below both folders.</param>
internal sealed record Way(string From, string Source, string Destination, string Within)
{
    public string SourceFile => Path.Join(Source, Within);
    public string DestinationFile => Path.Join(Destination, Within);
}

/// <summary>The ways that the mappings open, as transfers go them.</summary>
internal sealed class Ways(PathMap map, CouriarrOptions options)
{
    public Way? Find(string path, string instance) =>
        map.Place(path, instance) is Placement.Found { Route: var route, Within: var within }
            ? new Way(route.From, route.Source, route.Destination, within)
            : null;

    /// <summary>Our folders in which the files of apps may lie.</summary>
    public IEnumerable<string> Sources =>
        map
            .Routes.SelectMany(route => new[] { route.Source, Path.GetDirectoryName(route.Source) })
            .Append(options.Sync.SourceBase)
            .Where(folder => folder is { Length: > 1 })
            .OfType<string>()
            .Distinct();

    public string DestinationFor(string name) => options.Sync.DestBase is { } folder ? Path.Join(folder, name) : "/where/it/goes";
}
