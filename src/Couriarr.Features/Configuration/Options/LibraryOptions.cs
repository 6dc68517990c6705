namespace Couriarr.Features.Configuration.Options;

public enum DressingMode
{
    Manual,
    Hybrid,
    Automatic,
}

public sealed record LibraryOptions
{
    [Option("Who chooses: you (manual), the program until you choose (hybrid), or the program (automatic).")]
    public DressingMode Mode { get; init; } = DressingMode.Manual;

    [Option("The language of texts and artwork, as two letters.")]
    public string Language { get; init; } = "en";
}

public sealed record TmdbOptions
{
    [Option("Your key for it. Without one, movies are not dressed.")]
    public Secret? ApiKey { get; init; }

    [Option("How many calls within a second. TMDB bears forty.", Min = 1, Max = 1000)]
    public int RateLimit { get; init; } = 20;

    [Option("Where details are asked.")]
    public Uri BaseUrl { get; init; } = new("https://api.themoviedb.org/3");

    [Option("Where images are fetched.")]
    public Uri ImageBaseUrl { get; init; } = new("https://image.tmdb.org/t/p");
}

public sealed record FanartOptions
{
    [Option("Your key for it.")]
    public Secret? ApiKey { get; init; }

    [Option("Where it is asked.")]
    public Uri BaseUrl { get; init; } = new("https://webservice.fanart.tv/v3");
}
