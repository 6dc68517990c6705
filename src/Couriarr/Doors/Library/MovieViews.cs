using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Doors.Library;

/// <summary>All of one movie, gathered.</summary>
internal sealed class MovieViews(MovieTable movies, MovieFileTable files, ArtworkTable artwork, LockTable locks, Libraries libraries)
{
    public async Task<MovieView?> FindAsync(long id, CancellationToken ct)
    {
        if (await movies.FindAsync(id, ct) is not { } movie)
            return null;
        var worn = await artwork.ChosenAsync(id, ct);
        return new MovieView(
            MovieItem.Of(movie, LibraryDoor.CompletenessOf(movie, worn, libraries)),
            movie.Facts,
            [.. (await locks.OfAsync(id, ct)).All.Order(StringComparer.Ordinal)]
        )
        {
            Monitored = movie.IsMonitored,
            Files = [.. (await files.OfAsync(id, ct)).Select(file => new FileView(file.Name, file.Role, file.Confidence, file.Size))],
            Artwork = [.. worn.Select(one => new WornView(one.Type.Word(), one.Place, one.Source, one.ByUser))],
            Matches = await movies.MatchesAsync(id, ct),
            FetchedAt = movie.FetchedAt,
            MissingAt = movie.MissingAt,
        };
    }
}

/// <param name="Locks">What no provider changes.</param>
internal sealed record MovieView(MovieItem Movie, MovieFacts? Facts, IReadOnlyList<string> Locks)
{
    public bool Monitored { get; init; } = true;
    public IReadOnlyList<FileView> Files { get; init; } = [];
    public IReadOnlyList<WornView> Artwork { get; init; } = [];

    /// <summary>Whom it may be, when nobody is sure.</summary>
    public IReadOnlyList<Match> Matches { get; init; } = [];
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>Since when TMDB has it no more.</summary>
    public DateTimeOffset? MissingAt { get; init; }
    public string Credit { get; } = TmdbNotice.Text;

    public static MovieView Example { get; } =
        new(MovieItem.Example, new MovieFacts { Title = "Dune", Plot = "A desert planet." }, ["artwork:poster", "plot"])
        {
            Files = [new FileView("Dune (2021).mkv", FileRole.Main, 95, 24_000_000_000)],
            Artwork = [new WornView("poster", 0, "upload", ByUser: true)],
        };
}

/// <param name="Confidence">0 to 100.</param>
internal sealed record FileView(string Name, FileRole Role, int Confidence, long Size);

/// <param name="Source">Where it is from: tmdb:/abc.jpg, upload.</param>
internal sealed record WornView(string Type, int Place, string Source, bool ByUser);
