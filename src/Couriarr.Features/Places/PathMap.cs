using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;

namespace Couriarr.Features.Places;

/// <summary>Says where a path of an app is for us and where it goes. By whole names, the longest mapping first, an instance's own before all others'.</summary>
public sealed class PathMap
{
    private readonly IReadOnlyList<(Route Route, AppPath From)> _routes;

    public PathMap(CouriarrOptions options)
    {
        All = [.. options.Paths.Mappings.Select(mapping => RouteOf(mapping, options.Sync))];
        Routes = [.. All.Where(route => route.Remote is null)];
        _routes =
        [
            .. All.Select(route => (route, From: AppPath.Read(route.From, out var from) is null ? from : null))
                .Where(r => r.From is not null)
                .Select(r => (r.route, r.From!))
                .OrderByDescending(r => r.Item2.Segments.Count)
                .ThenBy(r => r.route.Instance is null),
        ];
    }

    /// <summary>Those to other machines among them.</summary>
    public IReadOnlyList<Route> All { get; }

    /// <summary>Those with both ends on this machine: the only ones whose destination can be looked at, compared and cleaned up.</summary>
    public IReadOnlyList<Route> Routes { get; }

    public Route? Find(string name) => All.FirstOrDefault(route => route.Name == name);

    /// <param name="work">Whose file it is; its folder and type make the advice better.</param>
    public Placement Place(string path, string? instance = null, Work? work = null)
    {
        if (AppPath.Read(path, out var whole) is { } objection)
            return new Placement.Refused($"The path {objection} It is outside every mapping.");
        foreach (var (route, from) in _routes.Where(r => r.Route.Instance is null || r.Route.Instance == instance))
            if (whole.IsBelow(from))
                return new Placement.Found(route, string.Join('/', whole.Within(from)));
        var others = _routes.Where(r => whole.IsBelow(r.From)).Select(r => r.Route.Instance).OfType<string>().Distinct().ToArray();
        return new Placement.Unknown(Advice(whole, path, instance, work, others));
    }

    private static string Advice(AppPath whole, string path, string? instance, Work? work, string[] others)
    {
        var root = work is not null && AppPath.Read(work.Folder, out var folder) is null && whole.IsBelow(folder) ? folder : whole;
        var from = "/" + string.Join('/', root.Segments.SkipLast(root == whole && whole.Segments.Count > 2 ? 2 : 1));
        var type = work is null ? "" : $", type: {work.Type.ToString().ToLowerInvariant()}";
        var fits = $"No entry of paths.mappings fits {AppPath.Shown(path)}{(instance is null ? "" : $" of '{instance}'")}.";
        var said =
            others.Length == 0
                ? $"{fits} Add"
                : $"{fits} It may be of {string.Join(" or ", others)}: give each its own webhook address. Else add";
        return $"{said} one like this, then retry: "
            + $"- {{ from: {Quoted(AppPath.Shown(from))}, source: /where/we/see/it, destination: /where/it/goes{type} }}";
    }

    private static string Quoted(string path) =>
        path.All(c => char.IsLetterOrDigit(c) || c is '/' or '-' or '_' or '.') ? path : $"\"{path}\"";

    private static Route RouteOf(PathMapping mapping, SyncOptions sync)
    {
        var name = mapping.From.Trim('/') is { Length: > 0 } from ? from : "root";
        return new Route(
            mapping.Instance is { } instance ? $"{name}@{instance}" : name,
            mapping.From,
            Tidy(mapping.Source, sync.SourceBase),
            Tidy(mapping.Destination, sync.DestBase)
        )
        {
            Type = mapping.Type,
            Remote = RemoteAddress.Of(mapping.Destination),
            Instance = mapping.Instance,
            Limit = mapping.Limit,
        };
    }

    private static string Tidy(string path, string? inside)
    {
        var whole = inside is null || RemoteAddress.IsMeant(path) ? path : Path.Combine(inside, path);
        return whole.Length > 1 ? whole.TrimEnd('/') : whole;
    }
}

/// <summary>What the mappings say of a path.</summary>
public abstract record Placement
{
    private Placement() { }

    /// <param name="Within">The path below both roots; empty for a root itself.</param>
    public sealed record Found(Route Route, string Within) : Placement
    {
        public string Source => Path.Join(Route.Source, Within);
        public string Destination => Path.Join(Route.Destination, Within);
    }

    /// <summary>Nobody said where it lies; the sentence has the line to add.</summary>
    public sealed record Unknown(string Sentence) : Placement;

    /// <summary>It must not be followed.</summary>
    public sealed record Refused(string Sentence) : Placement;
}
