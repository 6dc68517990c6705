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

    [Option("The mode of single libraries, by the name of their mapping.", Sample = "movies-4k: automatic")]
    public IReadOnlyDictionary<string, DressingMode> Modes { get; init; } = new Dictionary<string, DressingMode>();

    [Option("The language of texts and artwork, as two letters.")]
    public string Language { get; init; } = "en";

    [Option("The country whose age rating counts, as two letters.")]
    public string Country { get; init; } = "US";

    [Option("Write an NFO beside each movie.")]
    public bool Nfo { get; init; } = true;

    [Option("How old what TMDB said may become before it is asked again. TMDB allows half a year.", Min = 86_400, Max = 15_552_000)]
    public TimeSpan RefreshAfter { get; init; } = TimeSpan.FromDays(90);

    [Option("How many movies are asked about again in one night, the oldest first.", Min = 1, Max = 100_000)]
    public int RefreshAtMost { get; init; } = 1000;

    [Option("How many days artwork and NFOs that were replaced or removed are kept; 0 keeps none.", Min = 0, Max = 3650)]
    public int RecycleDays { get; init; } = 30;

    [Option("How many images of each type a movie gets; 0 leaves the type alone.")]
    public ArtworkOptions Artwork { get; init; } = new();
}

public sealed record ArtworkOptions
{
    [Option("Posters.", Min = 0, Max = 10)]
    public int Poster { get; init; } = 1;

    [Option("Backgrounds without text.", Min = 0, Max = 10)]
    public int Fanart { get; init; } = 1;

    [Option("Wide images with the title.", Min = 0, Max = 10)]
    public int Landscape { get; init; } = 1;

    [Option("Titles without background.", Min = 0, Max = 10)]
    public int Clearlogo { get; init; } = 1;

    [Option("Figures without background, of fanart.tv.", Min = 0, Max = 10)]
    public int Clearart { get; init; } = 1;

    [Option("Banners, of fanart.tv.", Min = 0, Max = 10)]
    public int Banner { get; init; } = 1;

    [Option("Discs, of fanart.tv.", Min = 0, Max = 10)]
    public int Discart { get; init; } = 1;
}

public sealed record TmdbOptions
{
    [Option("Your key for it. Without one, movies are not dressed.")]
    public Secret? ApiKey { get; init; }

    [Option("How many calls within a second. TMDB bears forty.", Min = 1, Max = 1000)]
    public int RateLimit { get; init; } = 20;

    [Option("Where details are asked.")]
    public Uri BaseUrl { get; init; } = new("https://api.themoviedb.org/3");

    [Option("The widest artwork that is fetched, in pixels; 0 takes it as it is.", Min = 0, Max = 10_000)]
    public int Widest { get; init; }

    [Option("Where images are fetched.")]
    public Uri ImageBaseUrl { get; init; } = new("https://image.tmdb.org/t/p");
}

public sealed record FanartOptions
{
    [Option("The key of this program or house for it.")]
    public Secret? ApiKey { get; init; }

    [Option("Your personal key for it, which shows new images sooner. It goes beside the other one.")]
    public Secret? ClientKey { get; init; }

    [Option("Where it is asked.")]
    public Uri BaseUrl { get; init; } = new("https://webservice.fanart.tv/v3");
}

public sealed record TvdbOptions
{
    [Option("Your key for it. It is asked for what TMDB leaves open, and for more artwork.")]
    public Secret? ApiKey { get; init; }

    [Option("The PIN of your subscription, when the key wants one.")]
    public Secret? Pin { get; init; }

    [Option("Where it is asked.")]
    public Uri BaseUrl { get; init; } = new("https://api4.thetvdb.com/v4");
}
