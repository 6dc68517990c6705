using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Saving;

namespace Couriarr.Features.Configuration.Checks;

/// <summary>Mappings that would copy in circles, or of which nobody could say which one counts.</summary>
internal static class MappingChecks
{
    private static readonly string HowTo = $"Write it like this: {PathsOptions.Example}";

    public static void Run(EffectiveConfig config)
    {
        var routes = config.Options.Paths.Mappings.Index().Select(m => Route.Of(m.Index, m.Item, config)).Where(r => r.IsWhole).ToList();
        foreach (var route in routes)
            CheckAlone(route, config);
        foreach (var (one, other) in routes.SelectMany(one => routes.Where(r => r.Index > one.Index).Select(other => (one, other))))
            CheckPair(one, other, config);
    }

    private static void CheckAlone(Route route, EffectiveConfig config)
    {
        foreach (var (key, path) in new[] { ("from", route.From), ("source", route.Source), ("destination", route.Destination) })
            if (key == "destination" && route.IsRemote)
                CheckRemote(path);
            else if (!path.StartsWith('/'))
                Refuse(route, key, $"must be a whole path that begins with /, not '{path}'.");
            else if (path.Split('/').Contains(".."))
                Refuse(route, key, $"must not go back with '..', as '{path}' does.");
        if (route.Source == route.Destination)
            Refuse(route, "destination", $"is its source, {route.Source}: everything would be copied onto itself.");
        else if (IsInside(route.Source, route.Destination))
            Refuse(
                route,
                "source",
                $"{route.Source} lies inside its destination {route.Destination}: copies would pile up among the originals."
            );
        else if (IsInside(route.Destination, route.Source))
            Refuse(route, "destination", $"{route.Destination} lies inside its source {route.Source}: copies would be copied again.");
        CheckInstance(route, config);

        void CheckRemote(string path)
        {
            if (RemoteAddress.Read(path, out _) is { } why)
                Refuse(route, "destination", why);
            else if (config.Options.Sync.Mirror is { Upgrades: true } or { Renames: true } or { Deletes: true })
                config.Problems.Warning(
                    config.At($"{route.Path}.destination"),
                    $"{route.Path}.destination is on another machine, where sync.mirror changes nothing: nothing is removed or renamed there."
                );
        }

        void Refuse(Route of, string key, string sentence) =>
            config.Problems.Error(config.At($"{of.Path}.{key}"), $"{of.Path}.{key} {sentence} {HowTo}");
    }

    // Instances come and go on pages: a mapping that was saved there must not take all the others with it.
    private static void CheckInstance(Route route, EffectiveConfig config)
    {
        if (route.Mapping.Instance is not { } instance || config.Options.Instances.ContainsKey(instance))
            return;
        var at = config.At($"{route.Path}.instance");
        if (at.Place == SavedFile.Name)
            config.Problems.Warning(
                at,
                $"{route.Path}.instance is '{instance}', which the configuration does not name: it is one that was added on a page, or is gone."
            );
        else
            config.Problems.Error(
                at,
                $"{route.Path}.instance names '{instance}', but there is no such instance.{Nearest.Hint(instance, config.Options.Instances.Keys)}"
            );
    }

    private static void CheckPair(Route one, Route other, EffectiveConfig config)
    {
        if (one.From == other.From && one.Mapping.Instance == other.Mapping.Instance)
            config.Problems.Error(
                config.At($"{other.Path}.from"),
                $"{other.Path}.from is {other.From}, as in {one.Path}: only one can count. Give each its own path, or its own instance. {HowTo}"
            );
        if (one.Source == other.Source && one.Destination == other.Destination)
            return;
        if (Touch(one.Destination, other.Source) || Touch(other.Destination, one.Source))
            config.Problems.Error(
                config.At($"{other.Path}.destination"),
                $"{other.Path} and {one.Path} overlap: what one writes, the other reads, so files would travel in circles. Keep sources and destinations apart. {HowTo}"
            );
        else if (WriteIntoOne(one, other) && one.Source != other.Source)
            config.Problems.Warning(
                config.At($"{other.Path}.destination"),
                $"{other.Path} and {one.Path} write into the same folder {other.Destination}. Files of one name would replace each other."
            );
    }

    private static bool WriteIntoOne(Route one, Route other) =>
        (one.Remote, other.Remote) is ({ } here, { } there) ? here.Touches(there) : Touch(one.Destination, other.Destination);

    private static bool Touch(string one, string other) => one == other || IsInside(one, other) || IsInside(other, one);

    private static bool IsInside(string inner, string outer) =>
        inner.StartsWith(outer.TrimEnd('/') + "/", StringComparison.Ordinal) && inner != outer;

    private sealed record Route(int Index, PathMapping Mapping, string From, string Source, string Destination)
    {
        public string Path => $"paths.mappings[{Index}]";
        public bool IsRemote => RemoteAddress.IsMeant(Destination);
        public RemoteAddress? Remote => RemoteAddress.Of(Destination);
        public bool IsWhole => From.Length > 0 && Source.Length > 0 && Destination.Length > 0;

        public static Route Of(int index, PathMapping mapping, EffectiveConfig config) =>
            new(
                index,
                mapping,
                Tidy(mapping.From),
                Tidy(Based(mapping.Source, config.Options.Sync.SourceBase)),
                Tidy(Based(mapping.Destination, config.Options.Sync.DestBase))
            );

        private static string Based(string path, string? folder) =>
            folder is null || path.Length == 0 || RemoteAddress.IsMeant(path) ? path : System.IO.Path.Combine(folder, path);

        private static string Tidy(string path) => path.Length > 1 ? path.TrimEnd('/') : path;
    }
}
