using Couriarr.Features.Movies.Tmdb;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies;

/// <summary>The movies of the libraries (movies, movie_matches). What the disk shows, what providers tell and what people decide are written apart.</summary>
internal sealed class MovieTable(Database database, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<Movie?> FindAsync(long id, CancellationToken ct) => database.ReadAsync(session => FindAsync(session, id), ct);

    public static ValueTask<Movie?> FindAsync(Session session, long id) =>
        session.FirstAsync($"SELECT {MovieRow.Columns} FROM movies WHERE id = @p1", MovieRow.Read, id);

    public Task<List<Movie>> InFolderAsync(string library, string folder, CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    $"SELECT {MovieRow.Columns} FROM movies WHERE library = @p1 AND folder = @p2 ORDER BY id",
                    MovieRow.Read,
                    library,
                    folder
                ),
            ct
        );

    /// <summary>Says which movie it is. What a person said stays.</summary>
    /// <returns>False when a person had said another.</returns>
    public Task<bool> IdentifyAsync(long id, int tmdbId, string? imdbId, IdSource source, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("DELETE FROM movie_matches WHERE movie_id = @p1", id);
                if (!await Identity.BecomeAsync(session, id, tmdbId, source))
                    return false;
                return await session.ExecuteAsync(
                        """
                        UPDATE movies SET state = CASE WHEN fetched_at IS NULL OR facts IS NULL THEN 'identified' ELSE 'enriched' END,
                        imdb_id = coalesce(@p2, imdb_id), note = NULL, updated_at = @p3 WHERE id = @p1
                        """,
                        id,
                        imdbId,
                        Now
                    ) > 0;
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>Leaves it to a person to say which it is.</summary>
    public Task<bool> ReviewAsync(long id, string why, IReadOnlyList<Match> matches, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("DELETE FROM movie_matches WHERE movie_id = @p1", id);
                foreach (var (place, match) in matches.DistinctBy(match => match.TmdbId).Index())
                    await session.ExecuteAsync(
                        "INSERT INTO movie_matches (movie_id, tmdb_id, place, title, year, poster) VALUES (@p1, @p2, @p3, @p4, @p5, @p6)",
                        id,
                        match.TmdbId,
                        place,
                        match.Title,
                        match.Year,
                        match.Poster
                    );
                const string Wait = "UPDATE movies SET state = 'review', note = @p2, updated_at = @p3 WHERE id = @p1";
                return await session.ExecuteAsync(Wait, id, why, Now) > 0;
            },
            WriteKind.Growth,
            ct
        );

    public Task<List<Match>> MatchesAsync(long id, CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    "SELECT tmdb_id, title, year, poster FROM movie_matches WHERE movie_id = @p1 ORDER BY place",
                    row => new Match(row.GetInt32(0), row.GetString(1), MovieRow.Number(row, 2), MovieRow.Text(row, 3)),
                    id
                ),
            ct
        );

    /// <summary>What a provider told just now. Locked fields keep what they hold; unless all is as it was, the movie is to be published anew.</summary>
    /// <returns>Whether anything changed.</returns>
    public static async ValueTask<bool> TellAsync(Session session, long id, MovieFacts told, Locks locks, DateTimeOffset now)
    {
        if (await FindAsync(session, id) is not { } movie)
            return false;
        var text = MovieRow.TextOf(told.Under(locks, movie.Facts));
        var changed = movie.Facts is null || text != MovieRow.TextOf(movie.Facts);
        await session.ExecuteAsync(
            """
            UPDATE movies SET facts = @p2, state = CASE WHEN state = 'gone' THEN state ELSE 'enriched' END, note = NULL, missing_at = NULL,
            fetched_at = @p3, dirty = dirty + @p4, updated_at = @p3 WHERE id = @p1
            """,
            id,
            text,
            now.ToUnixTimeMilliseconds(),
            changed ? 1 : 0
        );
        await SpellAsync(session, id);
        return changed;
    }

    /// <summary>The provider has it no more. Nothing of it is removed.</summary>
    public Task<int> MissAsync(long id, string why, CancellationToken ct) =>
        database.WriteAsync(
            s => s.ExecuteAsync("UPDATE movies SET missing_at = @p2, fetched_at = @p2, note = @p3 WHERE id = @p1", id, Now, why),
            WriteKind.Growth,
            ct
        );

    /// <summary>All that a provider may have news of.</summary>
    public Task<List<ToldMovie>> ToldAsync(CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    """
                    SELECT id, library, tmdb_id, fetched_at FROM movies WHERE tmdb_id IS NOT NULL AND fetched_at IS NOT NULL
                    AND missing_at IS NULL AND monitored = 1 AND state = 'enriched' ORDER BY fetched_at, id
                    """,
                    row => new ToldMovie(
                        row.GetInt64(0),
                        row.GetString(1),
                        row.GetInt32(2),
                        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))
                    )
                ),
            ct
        );

    /// <summary>The name that IMDb has for it, where nobody had told one.</summary>
    public static ValueTask<int> NameAsync(Session session, long id, string imdbId) =>
        session.ExecuteAsync("UPDATE movies SET imdb_id = coalesce(imdb_id, @p2) WHERE id = @p1", id, imdbId);

    /// <summary>Writes down by which letters people find it: those of all its titles.</summary>
    public static async ValueTask SpellAsync(Session session, long id)
    {
        if (await FindAsync(session, id) is not { } movie)
            return;
        var titles = new[] { movie.Title, movie.Facts?.Title, movie.Facts?.OriginalTitle }.OfType<string>().Select(Letters.Of).Distinct();
        await session.ExecuteAsync("UPDATE movies SET letters = @p2 WHERE id = @p1", id, string.Join('\n', titles));
    }

    /// <summary>Something is to be published.</summary>
    public static ValueTask<int> SoilAsync(Session session, long id) =>
        session.ExecuteAsync("UPDATE movies SET dirty = dirty + 1 WHERE id = @p1", id);
}

/// <summary>A movie that a provider told of.</summary>
/// <param name="Number">By which the provider has it.</param>
internal sealed record ToldMovie(long Id, string Library, int Number, DateTimeOffset At);
