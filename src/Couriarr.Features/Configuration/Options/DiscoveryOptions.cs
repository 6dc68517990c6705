namespace Couriarr.Features.Configuration.Options;

public enum UpdateWindow
{
    Day,
    Week,
    Month,
}

public sealed record TvmazeOptions
{
    [Option("A premium key, if you have one.")]
    public Secret? ApiKey { get; init; }

    [Option("Where the catalogue is asked.")]
    public Uri BaseUrl { get; init; } = new("https://api.tvmaze.com");

    [Option("How many calls within ten seconds.", Min = 1, Max = 1000)]
    public int RateLimit { get; init; } = 20;

    [Option("How far back the feed of changes is read.")]
    public UpdateWindow UpdateWindow { get; init; } = UpdateWindow.Week;
}

public enum UnknownCountry
{
    Pass,
    Drop,
}

public sealed record FilterOptions
{
    [Option("By genre, and by type.")]
    public ExcludedWords Genres { get; init; } = new();

    [Option("By type, in the words of the catalogue.")]
    public IncludedTypes Types { get; init; } = new();

    [Option("By country, as two letters.")]
    public IncludedCountries Countries { get; init; } = new();

    [Option("By language.")]
    public IncludedLanguages Languages { get; init; } = new();

    [Option("By what became of it.")]
    public StatusFilter Status { get; init; } = new();

    [Option("By its first day.")]
    public PremieredFilter Premiered { get; init; } = new();

    [Option("Shows with shorter episodes are not wanted, in minutes. Shows of unknown length pass.", Min = 0, Max = 1000)]
    public int MinRuntime { get; init; } = 20;
}

public sealed record ExcludedWords
{
    [Option("Shows with one of these are not wanted.")]
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

public sealed record IncludedTypes
{
    [Option("Only these. An empty list lets all pass.")]
    public IReadOnlyList<string> Include { get; init; } = ["Scripted", "Animation", "Documentary"];
}

public sealed record IncludedCountries
{
    [Option("Only these. An empty list lets all pass.")]
    public IReadOnlyList<string> Include { get; init; } = ["US", "GB", "CA", "AU", "NZ", "IE"];

    [Option(
        "What becomes of shows of web channels that are open in many countries, like Netflix: the catalogue names no country for them."
    )]
    public UnknownCountry Unknown { get; init; } = UnknownCountry.Pass;
}

public sealed record IncludedLanguages
{
    [Option("Only these. An empty list lets all pass.")]
    public IReadOnlyList<string> Include { get; init; } = ["English"];
}

public sealed record StatusFilter
{
    [Option("Shows that have ended are not wanted.")]
    public bool ExcludeEnded { get; init; } = true;
}

public sealed record PremieredFilter
{
    [Option("Shows that began before this day are not wanted.")]
    public DateOnly? After { get; init; } = new(2010, 1, 1);
}

public sealed record SonarrOptions
{
    [Option("Its address. Without one, the search for new shows is off.")]
    public Uri? Url { get; init; }

    [Option("Its API key, from Settings > General.")]
    public Secret? ApiKey { get; init; }

    [Option("The root folder for new shows.")]
    public string RootFolder { get; init; } = "/tv";

    [Option("The quality profile for new shows.")]
    public string QualityProfile { get; init; } = "HD-1080p";

    [Option("The language profile for new shows; only Sonarr 3 has such.")]
    public string LanguageProfile { get; init; } = "English";

    [Option("Which episodes are monitored, in Sonarr's words: all, future, missing, existing, pilot, firstSeason, latestSeason, none.")]
    public string Monitor { get; init; } = "all";

    [Option("Search for episodes as soon as a show is added.")]
    public bool SearchOnAdd { get; init; } = true;

    [Option("Tags for new shows.")]
    public IReadOnlyList<string> Tags { get; init; } = ["auto-sync"];
}
