using System.Text.Json;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Cinema;

/// <param name="FoundBy">The list, by its path in the configuration.</param>
internal sealed record KnownMovie(FoundMovie Movie, string FoundBy, ShowStatus Status, bool ByUser, string? Note)
{
    /// <summary>Radarr's own number of it, when it was there.</summary>
    public long? KeptAs { get; init; }
}

/// <summary>Movies that were found (found_movies). What TMDB says and what became of them are written apart.</summary>
internal sealed class MovieTable(Database database, TimeProvider clock)
{
    private const string Columns =
        "tmdb_id, title, imdb_id, year, genres, poster, popularity, found_by, processing_status, by_user, coalesce(note, error_message), radarr_movie_id";
    private const double Thousandths = 1000;

    /// <summary>TMDB allows to keep what it says for half a year.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Stores what TMDB says. What was decided stays; new ones begin with this status.</summary>
    public Task<int> StoreAsync(IReadOnlyList<FoundMovie> movies, string foundBy, ShowStatus asNew, CancellationToken ct) =>
        database.WriteAsync(session => StoreAsync(session, movies, foundBy, asNew), WriteKind.Growth, ct);

    public Task<KnownMovie?> FindAsync(long id, CancellationToken ct) =>
        database.ReadAsync(s => s.FirstAsync($"SELECT {Columns} FROM found_movies WHERE tmdb_id = @p1", Read, id), ct);

    public Task<List<KnownMovie>> ListAsync(ShowStatus status, long after, int limit, CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    $"SELECT {Columns} FROM found_movies WHERE processing_status = @p1 AND tmdb_id > @p2 ORDER BY tmdb_id LIMIT @p3",
                    Read,
                    status.Word(),
                    after,
                    limit
                ),
            ct
        );

    public Task<List<KnownMovie>> WantedAsync(CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    $"SELECT {Columns} FROM found_movies WHERE processing_status = 'wanted' ORDER BY by_user DESC, popularity DESC, tmdb_id",
                    Read
                ),
            ct
        );

    /// <returns>False when there is no such movie, or when a person had decided against it and this is not a person.</returns>
    public static async ValueTask<bool> DecideAsync(Session session, long id, Settled settled, DateTimeOffset at) =>
        await session.ExecuteAsync(
            """
            UPDATE found_movies SET processing_status = @p2, note = @p3, error_message = @p4,
            by_user = CASE WHEN @p5 = 1 THEN 1 ELSE by_user END, radarr_instance = coalesce(@p6, radarr_instance),
            radarr_movie_id = coalesce(@p7, radarr_movie_id), added_at = CASE WHEN @p2 = 'added' THEN @p8 ELSE added_at END, updated_at = @p8
            WHERE tmdb_id = @p1 AND (@p5 = 1 OR NOT (by_user = 1 AND processing_status IN ('skipped', 'rejected')))
            """,
            id,
            settled.Status.Word(),
            settled.Note,
            settled.Error,
            settled.ByUser ? 1 : 0,
            settled.Instance,
            settled.SeriesId,
            at.ToUnixTimeMilliseconds()
        ) > 0;

    /// <summary>A person takes a decision back.</summary>
    /// <returns>False when there is no such movie, or when Radarr has it by now.</returns>
    public static async ValueTask<bool> ReleaseAsync(Session session, long id, Settled settled, DateTimeOffset at) =>
        await session.ExecuteAsync(
            """
            UPDATE found_movies SET processing_status = @p2, note = @p3, by_user = 0, error_message = NULL, updated_at = @p4
            WHERE tmdb_id = @p1 AND processing_status NOT IN ('added', 'exists')
            """,
            id,
            settled.Status.Word(),
            settled.Note,
            at.ToUnixTimeMilliseconds()
        ) > 0;

    /// <summary>Those that no list has named for half a year and nobody decided about.</summary>
    public Task<int> ForgetOldAsync(CancellationToken ct) =>
        database.WriteAsync(
            s => s.ExecuteAsync("DELETE FROM found_movies WHERE seen_at < @p1 AND by_user = 0", Now - (long)KeptFor.TotalMilliseconds),
            WriteKind.Upkeep,
            ct
        );

    private async ValueTask<int> StoreAsync(Session session, IReadOnlyList<FoundMovie> movies, string foundBy, ShowStatus asNew)
    {
        foreach (var movie in movies)
            await session.ExecuteAsync(
                """
                INSERT INTO found_movies (tmdb_id, title, imdb_id, year, genres, poster, popularity, found_by, seen_at, processing_status,
                    created_at, updated_at)
                VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p9, @p9)
                ON CONFLICT (tmdb_id) DO UPDATE SET title = excluded.title, imdb_id = coalesce(excluded.imdb_id, found_movies.imdb_id),
                    year = excluded.year, genres = CASE WHEN excluded.genres = '[]' THEN found_movies.genres ELSE excluded.genres END,
                    poster = excluded.poster, popularity = excluded.popularity, seen_at = excluded.seen_at
                """,
                movie.Id,
                movie.Title,
                movie.ImdbId,
                movie.Year,
                JsonSerializer.Serialize(movie.Genres),
                movie.Poster?.OriginalString,
                (long)(movie.Popularity * Thousandths),
                foundBy,
                Now,
                asNew.Word()
            );
        return movies.Count;
    }

    private static KnownMovie Read(Row row) =>
        new(
            new FoundMovie(row.GetInt64(0), row.GetString(1))
            {
                ImdbId = Text(row, 2),
                Year = row.IsNull(3) ? null : row.GetInt32(3),
                Genres = JsonSerializer.Deserialize<string[]>(row.GetString(4))!,
                Poster = Text(row, 5) is { } poster ? new Uri(poster) : null,
                Popularity = row.GetInt64(6) / Thousandths,
            },
            row.GetString(7),
            ShowStatuses.Find(row.GetString(8))!.Value,
            row.GetInt64(9) != 0,
            Text(row, 10)
        )
        {
            KeptAs = row.IsNull(11) ? null : row.GetInt64(11),
        };

    private static string? Text(Row row, int column) => row.IsNull(column) ? null : row.GetString(column);
}
