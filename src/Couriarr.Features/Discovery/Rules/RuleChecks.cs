using Couriarr.Features.Configuration;
using Couriarr.Features.Discovery.Rules.Written;

namespace Couriarr.Features.Discovery.Rules;

/// <summary>Says what is wrong with filters and rules before anything is started, and what would never match.</summary>
public static class RuleChecks
{
    public static EffectiveConfig Run(EffectiveConfig config)
    {
        DoubtFilters(config);
        RoutingChecks.CheckSection(config);
        RuleWriting.Of(config.Options, config.Problems);
        return config;
    }

    internal static void DoubtFilters(EffectiveConfig config)
    {
        var filters = config.Options.Filters;
        WarnOfTypes(config);
        Doubt(config, "filters.genres.exclude", "genres", [.. filters.Genres.Exclude.Where(genre => !CatalogueWords.Has("type", genre))]);
        Doubt(config, "filters.types.include", "type", filters.Types.Include);
        Doubt(config, "filters.languages.include", "language", filters.Languages.Include);
    }

    private static void Doubt(EffectiveConfig config, string path, string field, IReadOnlyList<string> words)
    {
        foreach (var word in words)
            if (CatalogueWords.Doubt(field, word) is { } doubt)
                config.Problems.Warning(config.At(path), $"{path} has '{word}': {doubt}");
    }

    private static void WarnOfTypes(EffectiveConfig config)
    {
        const string path = "filters.genres.exclude";
        var types = config.Options.Filters.Genres.Exclude.Where(word =>
            CatalogueWords.Has("type", word) && !CatalogueWords.Has("genres", word)
        );
        if (string.Join(", ", types) is { Length: > 0 } names)
            config.Problems.Warning(
                config.At(path),
                $"{path}: the catalogue knows {names} as types, not as genres. Shows of these types are left out too, so it works as you meant it."
            );
    }
}
