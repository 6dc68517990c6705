using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies.Images;

/// <summary>The images of the cache (images).</summary>
internal sealed class ImageTable(Database database, TimeProvider clock)
{
    private const string Columns = "hash, extension, width, height, size, look";

    public Task<CachedImage?> FindAsync(string hash, CancellationToken ct) =>
        database.ReadAsync(s => s.FirstAsync($"SELECT {Columns} FROM images WHERE hash = @p1", Read, hash), ct);

    public Task<int> AddAsync(CachedImage image, CancellationToken ct) =>
        database.WriteAsync(
            s =>
                s.ExecuteAsync(
                    """
                    INSERT INTO images (hash, extension, width, height, size, look, added_at) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
                    ON CONFLICT (hash) DO UPDATE SET look = coalesce(excluded.look, images.look)
                    """,
                    image.Hash,
                    image.Extension,
                    image.Width,
                    image.Height,
                    image.Size,
                    image.Look,
                    clock.GetUtcNow().ToUnixTimeMilliseconds()
                ),
            WriteKind.Growth,
            ct
        );

    private static CachedImage Read(Row row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt64(4))
        {
            Look = row.IsNull(5) ? null : row.GetInt64(5),
        };
}
