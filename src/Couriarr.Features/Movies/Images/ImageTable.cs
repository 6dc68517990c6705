using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies.Images;

/// <summary>The images of the cache (images).</summary>
internal sealed class ImageTable(Database database, TimeProvider clock)
{
    private const string Columns = "hash, extension, width, height, size, look";
    private const string Unworn = """
        NOT EXISTS (SELECT 1 FROM movie_artwork worn WHERE worn.hash = images.hash)
        AND NOT EXISTS (SELECT 1 FROM movie_candidates offered WHERE offered.hash = images.hash)
        """;

    public Task<CachedImage?> FindAsync(string hash, CancellationToken ct) =>
        database.ReadAsync(s => s.FirstAsync($"SELECT {Columns} FROM images WHERE hash = @p1", Read, hash), ct);

    /// <param name="candidate">What it was fetched as: whoever wants that again finds it here, also after a kill in the next moment.</param>
    public Task<int> AddAsync(CachedImage image, long? candidate, CancellationToken ct) =>
        database.WriteAsync(
            async s =>
            {
                await s.ExecuteAsync("UPDATE movie_candidates SET hash = @p2 WHERE id = @p1", candidate ?? 0, image.Hash);
                return await s.ExecuteAsync(
                    """
                    INSERT INTO images (hash, extension, width, height, size, look, added_at) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
                    ON CONFLICT (hash) DO UPDATE SET added_at = excluded.added_at
                    """,
                    image.Hash,
                    image.Extension,
                    image.Width,
                    image.Height,
                    image.Size,
                    image.Look,
                    clock.GetUtcNow().ToUnixTimeMilliseconds()
                );
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>Those that were here before and serve nobody.</summary>
    public Task<List<CachedImage>> UnwornAsync(DateTimeOffset before, CancellationToken ct) =>
        database.ReadAsync(
            s => s.QueryAsync($"SELECT {Columns} FROM images WHERE added_at < @p1 AND {Unworn}", Read, before.ToUnixTimeMilliseconds()),
            ct
        );

    /// <returns>False when somebody took it on meanwhile.</returns>
    public Task<bool> ForgetAsync(string hash, CancellationToken ct) =>
        database.WriteAsync(
            async s => await s.ExecuteAsync($"DELETE FROM images WHERE hash = @p1 AND {Unworn}", hash) > 0,
            WriteKind.Upkeep,
            ct
        );

    private static CachedImage Read(Row row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt64(4))
        {
            Look = row.IsNull(5) ? null : row.GetInt64(5),
        };
}
