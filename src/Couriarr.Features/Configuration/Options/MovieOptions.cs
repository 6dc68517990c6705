namespace Couriarr.Features.Configuration.Options;

/// <summary>Movies are not judged by rules: TMDB is asked for the lists that the owner describes.</summary>
public sealed record MovieOptions
{
    [Option("The Radarr that movies are added to, by its name in instances. Without one, they are only listed for it to fetch.")]
    public string? Instance { get; init; }

    [Option("Lists of TMDB, each as the part behind the ? of its discover/movie, like vote_average.gte=7.5&vote_count.gte=500.")]
    public IReadOnlyList<string> Discover { get; init; } = [];

    [Option("How many pages of such a list are read, of 20 movies each.", Min = 1, Max = 50)]
    public int Pages { get; init; } = 3;

    [Option("Single movies, by their number at TMDB or their id at IMDb, like 603 or tt0133093.")]
    public IReadOnlyList<string> Ids { get; init; } = [];

    [Option("Ask me about every movie of the lists before it is added. Single ones are added in any case.")]
    public bool Review { get; init; }

    [Option("The root folder for new movies.")]
    public string RootFolder { get; init; } = "/movies";

    [Option("The quality profile for new movies.")]
    public string QualityProfile { get; init; } = "HD-1080p";

    [Option("From when on Radarr looks for a movie: announced, inCinemas or released.")]
    public string MinimumAvailability { get; init; } = "released";

    [Option("What is monitored, in Radarr's words: movieOnly, movieAndCollection or none.")]
    public string Monitor { get; init; } = "movieOnly";

    [Option("Search for a movie as soon as it is added.")]
    public bool SearchOnAdd { get; init; } = true;

    [Option("Tags for new movies.")]
    public IReadOnlyList<string> Tags { get; init; } = ["auto-sync"];

    internal bool IsUsed => Discover.Count + Ids.Count > 0;
}
