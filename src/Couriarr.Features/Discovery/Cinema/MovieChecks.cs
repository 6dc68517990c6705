using Couriarr.Features.Configuration;

namespace Couriarr.Features.Discovery.Cinema;

/// <summary>What is wrong with the search for movies, as far as it can be seen without asking anybody.</summary>
public static class MovieChecks
{
    private const string Kind = "radarr";
    private static readonly string[] Monitors = ["movieOnly", "movieAndCollection", "none"];
    private static readonly string[] Availabilities = ["announced", "inCinemas", "released", "tba"];

    public static EffectiveConfig Run(EffectiveConfig config)
    {
        var movies = config.Options.Movies;
        OneOf(config, "movies.monitor", movies.Monitor, Monitors);
        OneOf(config, "movies.minimum_availability", movies.MinimumAvailability, Availabilities);
        foreach (var id in movies.Ids.Where(id => !IsId(id.Trim())))
            config.Problems.Error(
                config.At("movies.ids"),
                $"movies.ids has '{id}'; it takes numbers of TMDB, like 603, and ids of IMDb, like tt0133093."
            );
        if (movies.IsUsed && config.Options.Tmdb.ApiKey is null)
            config.Problems.Warning(config.At("movies"), "movies: TMDB is not asked without a key. Set tmdb.api_key.");
        if (movies.Instance is { } name && config.Options.Instances.GetValueOrDefault(name) is not { Kind: Kind })
            config.Problems.Error(
                config.At("movies.instance"),
                $"movies.instance: there is no Radarr '{name}' in instances.{Nearest.Hint(name, Radarrs(config))}"
            );
        return config;
    }

    private static IEnumerable<string> Radarrs(EffectiveConfig config) =>
        config.Options.Instances.Values.Where(one => one.Kind == Kind).Select(one => one.Name);

    private static void OneOf(EffectiveConfig config, string path, string word, string[] known)
    {
        if (!known.Contains(word, StringComparer.Ordinal))
            config.Problems.Error(config.At(path), $"{path} must be one of {string.Join(", ", known)}.{Nearest.Hint(word, known)}");
    }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= 12
        && (id.All(char.IsAsciiDigit) || (id.StartsWith("tt", StringComparison.Ordinal) && id[2..].All(char.IsAsciiDigit)));
}
