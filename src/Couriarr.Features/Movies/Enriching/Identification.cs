using Couriarr.Features.Media;
using Couriarr.Features.Movies.Tmdb;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>Finds out which movie it is that nobody named: by its id at IMDb, else by title and year. Where there is doubt, a person decides.</summary>
internal sealed class Identification(MovieTable movies, TmdbMovies tmdb, ILogger<History> history)
{
    private const int Offered = 10;

    /// <returns>The movie with its number; null when a person has to say.</returns>
    public async Task<Movie?> OfAsync(Movie movie, Occasion why, CancellationToken ct)
    {
        if (movie.TmdbId is not null)
            return movie;
        // Asked already, and left to a person: asking again every night would find no more.
        if (movie.State is MovieState.Review && why is Occasion.Schedule)
            return null;
        if (movie.ImdbId is { } imdb && await tmdb.FindAsync(imdb, ct) is { } sighting)
            return await NameAsync(movie, sighting.Match, IdSource.Find, ct);
        var found = await tmdb.SearchAsync(movie.Title, movie.Year, ct);
        if (Sighting.Confirm(movie.Title, movie.Year, found) is { } named)
            return await NameAsync(movie, named, IdSource.Search, ct);
        var (wide, confirmed) = await WithoutYearAsync(movie, ct);
        if (confirmed is not null)
            return await NameAsync(movie, confirmed, IdSource.Search, ct);
        return await LeaveAsync(
            movie,
            [.. found.Concat(wide).Select(one => one.Match).DistinctBy(match => match.TmdbId).Take(Offered)],
            ct
        );
    }

    // TMDB takes the year by the letter, and it is often one off.
    private async Task<(IReadOnlyList<Sighting> Found, Match? Confirmed)> WithoutYearAsync(Movie movie, CancellationToken ct)
    {
        if (movie.Year is null)
            return ([], null);
        var found = await tmdb.SearchAsync(movie.Title, null, ct);
        return (found, Sighting.Confirm(movie.Title, movie.Year, found));
    }

    private async Task<Movie?> NameAsync(Movie movie, Match match, IdSource source, CancellationToken ct)
    {
        if (await movies.IdentifyAsync(movie.Id, match.TmdbId, null, source, ct))
            history.LogInformation("{Video} is {Title} ({Year}), says TMDB", movie.Video, match.Title, match.Year);
        return await movies.FindAsync(movie.Id, ct);
    }

    private async Task<Movie?> LeaveAsync(Movie movie, IReadOnlyList<Match> matches, CancellationToken ct)
    {
        var why =
            matches.Count == 0
                ? $"TMDB finds nothing that is called '{movie.Title}'. Say which movie it is."
                : $"TMDB finds {matches.Count} movies that may be '{movie.Title}'. Say which it is.";
        await movies.ReviewAsync(movie.Id, why, matches, ct);
        history.LogWarning("{Video}: {Why}", movie.Video, why);
        return null;
    }
}
