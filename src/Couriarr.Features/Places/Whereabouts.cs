using Couriarr.Features.Media;

namespace Couriarr.Features.Places;

/// <summary>Finds what a person means by a path, written as an app sees it or as we see the same. Pure.</summary>
internal sealed class Whereabouts(PathMap map)
{
    /// <returns>All that it may mean; the sentence says why there is nothing.</returns>
    public (IReadOnlyList<Placement.Found> Places, string Why) Of(string path, MediaType? type)
    {
        if (AppPath.Read(path, out var whole) is { } objection)
            return ([], $"The path {objection}");
        if (map.All.FirstOrDefault(route => HoldsLibrary(whole, route)) is { } held)
            return ([], $"{AppPath.Shown(path)} holds a whole library ('{held.Name}'). Name a folder or a file in it.");
        var places = AsAppsSeeIt(path).Concat(AsWeSeeIt(whole)).DistinctBy(place => (place.Route.Name, place.Within)).ToList();
        var fitting = places.Where(place => type is null || place.Route.Type is null || place.Route.Type == type).ToList();
        return (
            fitting,
            fitting.Count > 0 ? ""
            : places.Count > 0 ? OtherType(places[0], type!.Value)
            : Nowhere(path, whole, type)
        );
    }

    private IEnumerable<Placement.Found> AsAppsSeeIt(string path) =>
        map.All.Select(route => route.Instance).Distinct().Select(instance => map.Place(path, instance)).OfType<Placement.Found>();

    private IEnumerable<Placement.Found> AsWeSeeIt(AppPath path)
    {
        var above = map
            .All.Select(route => (Route: route, Root: Read(route.Source)))
            .Where(r => r.Root is not null && path.IsBelow(r.Root))
            .ToList();
        return above
            .Where(r => r.Root!.Segments.Count == above.Max(other => other.Root!.Segments.Count))
            .Select(r => new Placement.Found(r.Route, string.Join('/', path.Within(r.Root!))));
    }

    private static bool HoldsLibrary(AppPath path, Route route) =>
        new[] { route.From, route.Source, route.Destination }.Select(Read).Any(root => root is not null && root.IsBelow(path));

    private string Nowhere(string path, AppPath whole, MediaType? type)
    {
        if (map.All.FirstOrDefault(route => Read(route.Destination) is { } root && whole.IsBelow(root)) is { } there)
            return $"{AppPath.Shown(path)} lies at the destination of '{there.Name}'. Name the original, below {there.From} or {there.Source}.";
        var folder =
            Path.GetExtension(path) is { Length: > 1 and <= 5 } ending && !ending.Contains(' ', StringComparison.Ordinal)
                ? Path.GetDirectoryName(path)!
                : path;
        var work = type is { } known ? new Work("", known, 0, "", folder) : null;
        return map.Place(path, instance: null, work) is Placement.Unknown unknown ? unknown.Sentence : "It is outside every mapping.";
    }

    private static string OtherType(Placement.Found place, MediaType type) =>
        $"In '{place.Route.Name}' lies what is of type {Word(place.Route.Type!.Value)}, not {Word(type)}.";

    private static string Word(MediaType type) => type.ToString().ToLowerInvariant();

    private static AppPath? Read(string path) => AppPath.Read(path, out var read) is null ? read : null;
}
