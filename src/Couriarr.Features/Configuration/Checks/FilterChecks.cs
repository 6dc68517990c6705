namespace Couriarr.Features.Configuration.Checks;

/// <summary>Countries as people write them, and as the catalogue understands them.</summary>
internal static class FilterChecks
{
    private const string Countries = "filters.countries.include";

    public static EffectiveConfig Run(EffectiveConfig config)
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
        return config.With(
            options with
            {
                Filters = options.Filters with { Countries = options.Filters.Countries with { Include = real } },
            },
            Countries,
            real
        );
    }
}
