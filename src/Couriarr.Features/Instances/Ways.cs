using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;

namespace Couriarr.Features.Instances;

/// <param name="Within">The path below both folders.</param>
internal sealed record Way(string From, string Source, string Destination, string Within)
{
    /// <summary>The one that the mapping is for alone; null when it is for all.</summary>
    public string? Instance { get; init; }

    /// <summary>It ends on another machine, where nobody here can look.</summary>
    public bool IsRemote { get; init; }

    public string SourceFile => Path.Join(Source, Within);
    public string DestinationFile => Path.Join(Destination, Within);
}

/// <summary>The ways that the mappings open, as transfers go them.</summary>
internal sealed class Ways(PathMap map, CouriarrOptions options)
{
    public Way? Find(string path, string instance) =>
        map.Place(path, instance) is Placement.Found { Route: var route, Within: var within }
            ? new Way(route.From, route.Source, route.Destination, within)
            {
                Instance = route.Instance,
                IsRemote = route.Remote is not null,
            }
            : null;

    /// <summary>Whether others may see another folder under this path, so that a mapping must say whose it is.</summary>
    public bool IsShared(string library, string instance) =>
        options.Instances.TryGetValue(instance, out var asked)
        && (
            options.Instances.Values.Any(other => other.Kind == asked.Kind && other.Name != asked.Name)
            || map.All.Any(route => route.Instance is not null && route.From.TrimEnd('/') == library)
        );

    /// <summary>Our folders in which the files of apps may lie.</summary>
    public IEnumerable<string> Sources =>
        map
            .All.SelectMany(route => new[] { route.Source, Path.GetDirectoryName(route.Source) })
            .Append(options.Sync.SourceBase)
            .Where(folder => folder is { Length: > 1 })
            .OfType<string>()
            .Distinct();

    public string DestinationFor(string name) => options.Sync.DestBase is { } folder ? Path.Join(folder, name) : "/where/it/goes";
}
