namespace Couriarr.Features.Configuration.Checks;

/// <summary>Filters as people write them, and as the catalogue understands them.</summary>
internal static class FilterChecks
{
    private const string Genres = "filters.genres.exclude";
    private const string Countries = "filters.countries.include";

    // Sports is missing: the catalogue has it as a genre too.
    private static readonly string[] OnlyTypes =
    [
        "Scripted",
        "Animation",
        "Reality",
        "Talk Show",
        "Documentary",
        "Game Show",
        "News",
        "Variety",
        "Award Show",
        "Panel Show",
    ];

    public static EffectiveConfig Run(EffectiveConfig config)
    {
        var types = config.Options.Filters.Genres.Exclude.Where(g => OnlyTypes.Contains(g, StringComparer.OrdinalIgnoreCase)).ToList();
        if (types.Count > 0)
            config.Problems.Warning(
                config.At(Genres),
                $"{Genres}: the catalogue knows {string.Join(", ", types)} as types, not as genres. Shows of these types are left out too, so it works as you meant it."
            );
        return WithRealCountries(config);
    }

    private static EffectiveConfig WithRealCountries(EffectiveConfig config)
    {
        var (options, countries) = (config.Options, config.Options.Filters.Countries.Include);
        foreach (var odd in countries.Where(c => c.Length != 2 || !c.All(char.IsAsciiLetter)))
            config.Problems.Error(config.At(Countries), $"{Countries} must hold countries as two letters, like US or GB, not '{odd}'.");
        if (!countries.Contains("UK", StringComparer.OrdinalIgnoreCase))
            return config;
        config.Problems.Warning(config.At(Countries), $"{Countries}: the catalogue writes the United Kingdom as GB, so UK is read as GB.");
        var real = countries
            .Select(c => c.Equals("UK", StringComparison.OrdinalIgnoreCase) ? "GB" : c.ToUpperInvariant())
            .Distinct()
            .ToList();
        return config.With(options with { Filters = options.Filters with { Countries = new() { Include = real } } }, Countries, real);
    }
}
