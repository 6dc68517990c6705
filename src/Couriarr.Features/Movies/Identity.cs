using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies;

/// <summary>
/// Which movie it is, and who said so. What a person said stays, and what an app says goes before what files say. One that becomes another
/// movie forgets what was told of the first, but never what a person said of it or chose for it.
/// </summary>
internal static class Identity
{
    /// <returns>False when somebody who knows better had said another.</returns>
    public static async ValueTask<bool> BecomeAsync(Session session, long id, int tmdbId, IdSource source)
    {
        if (await MovieTable.FindAsync(session, id) is not { } movie || !Believes(movie, tmdbId, source))
            return false;
        if (movie.TmdbId != tmdbId)
            await ForgetAsync(session, movie);
        const string Become = "UPDATE movies SET tmdb_id = @p2, id_source = @p3 WHERE id = @p1";
        await session.ExecuteAsync(Become, id, tmdbId, MovieRow.Word(source));
        return true;
    }

    private static bool Believes(Movie movie, int tmdbId, IdSource source) =>
        movie.TmdbId is null
        || source switch
        {
            IdSource.User => true,
            IdSource.Webhook => movie.IdSource is not IdSource.User,
            // Who searched did so because nobody knew it.
            IdSource.Find or IdSource.Search => movie.TmdbId == tmdbId && movie.IdSource is not (IdSource.User or IdSource.Webhook),
            _ => movie.IdSource is not (IdSource.User or IdSource.Webhook),
        };

    private static async ValueTask ForgetAsync(Session session, Movie movie)
    {
        var locks = await LockTable.OfAsync(session, movie.Id);
        var said = Field.All.Any(locks.Has) && movie.Facts is not null ? new MovieFacts().Under(locks, movie.Facts) : null;
        const string Forget = """
            UPDATE movies SET facts = @p2, fetched_at = NULL, missing_at = NULL, note = NULL, imdb_id = CASE WHEN tmdb_id IS NULL THEN imdb_id END
            WHERE id = @p1
            """;
        await session.ExecuteAsync(Forget, movie.Id, said is null ? null : MovieRow.TextOf(said));
        await session.ExecuteAsync("DELETE FROM movie_candidates WHERE movie_id = @p1", movie.Id);
        foreach (var type in ArtworkTypes.All.Where(type => !locks.Has(type)))
            await UndressAsync(session, movie.Id, type);
    }

    // Its copies beside the movie show another movie: they go when it is published next.
    private static async ValueTask UndressAsync(Session session, long id, ArtworkType type)
    {
        const string Ours = "SELECT hash FROM movie_artwork WHERE movie_id = @p1 AND type = @p2 AND by_user = 0";
        const string Forsake =
            $"UPDATE movie_published SET type = '{PublishedFile.Forsaken}' WHERE movie_id = @p1 AND type = @p2 AND hash IN ({Ours})";
        await session.ExecuteAsync(Forsake, id, type.Word());
        if (
            await session.ExecuteAsync("DELETE FROM movie_artwork WHERE movie_id = @p1 AND type = @p2 AND by_user = 0", id, type.Word()) > 0
        )
            await MovieTable.SoilAsync(session, id);
    }
}
