using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>What we wrote beside movies (movie_published), as it was when we had written it.</summary>
internal sealed class PublishedTable(Database database, TimeProvider clock)
{
    private const string Columns = "folder, name, type, hash, size, modified";
    private static readonly string[] Tables =
    [
        "movie_files",
        "movie_matches",
        "movie_candidates",
        "movie_artwork",
        "movie_published",
        "movie_locks",
    ];

    public Task<List<PublishedFile>> OfAsync(long movie, CancellationToken ct) =>
        database.ReadAsync(
            s => s.QueryAsync($"SELECT {Columns} FROM movie_published WHERE movie_id = @p1 ORDER BY folder, name", Read, movie),
            ct
        );

    public Task<int> AddAsync(long movie, PublishedFile file, CancellationToken ct) =>
        database.WriteAsync(
            s =>
                s.ExecuteAsync(
                    """
                    INSERT INTO movie_published (movie_id, folder, name, type, hash, size, modified, at)
                    VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
                    ON CONFLICT (movie_id, folder, name) DO UPDATE SET type = @p4, hash = @p5, size = @p6, modified = @p7, at = @p8
                    """,
                    movie,
                    file.Folder,
                    file.Name,
                    file.Type,
                    file.Hash,
                    file.Size,
                    file.Modified,
                    clock.GetUtcNow().ToUnixTimeMilliseconds()
                ),
            WriteKind.Upkeep,
            ct
        );

    public Task<int> ForgetAsync(long movie, string name, CancellationToken ct) =>
        database.WriteAsync(
            s => s.ExecuteAsync("DELETE FROM movie_published WHERE movie_id = @p1 AND name = @p2", movie, name),
            WriteKind.Upkeep,
            ct
        );

    /// <summary>How often something to be published has changed.</summary>
    public Task<long> ChangesAsync(long movie, CancellationToken ct) =>
        database.ReadAsync(s => s.FirstAsync("SELECT dirty FROM movies WHERE id = @p1", row => row.GetInt64(0), movie), ct);

    /// <summary>All is as it shall be, unless something changed meanwhile.</summary>
    public Task<int> FinishAsync(Movie movie, long changes, CancellationToken ct) =>
        database.WriteAsync(
            async s =>
            {
                await s.ExecuteAsync("DELETE FROM movie_published WHERE movie_id = @p1 AND folder <> @p2", movie.Id, movie.Folder);
                return await s.ExecuteAsync(
                    "UPDATE movies SET published_at = @p2, dirty = CASE WHEN dirty = @p3 THEN 0 ELSE dirty END WHERE id = @p1",
                    movie.Id,
                    clock.GetUtcNow().ToUnixTimeMilliseconds(),
                    changes
                );
            },
            WriteKind.Upkeep,
            ct
        );

    /// <summary>Movies that have been gone since before this, with all that was known of them.</summary>
    /// <returns>Their numbers.</returns>
    public Task<List<long>> ForgetGoneAsync(DateTimeOffset before, CancellationToken ct) =>
        database.WriteAsync(
            async s =>
            {
                const string Gone = "SELECT id FROM movies WHERE state = 'gone' AND updated_at < @p1";
                foreach (var table in Tables)
                    await s.ExecuteAsync($"DELETE FROM {table} WHERE movie_id IN ({Gone})", before.ToUnixTimeMilliseconds());
                return await s.QueryAsync(
                    $"DELETE FROM movies WHERE id IN ({Gone}) RETURNING id",
                    row => row.GetInt64(0),
                    before.ToUnixTimeMilliseconds()
                );
            },
            WriteKind.Upkeep,
            ct
        );

    private static PublishedFile Read(Row row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5));
}
