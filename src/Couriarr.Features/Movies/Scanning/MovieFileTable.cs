using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>The files of movies (movie_files), as a scan saw them.</summary>
internal sealed class MovieFileTable(Database database)
{
    public Task<List<MovieFile>> OfAsync(long movie, CancellationToken ct) => database.ReadAsync(session => OfAsync(session, movie), ct);

    public static ValueTask<List<MovieFile>> OfAsync(Session session, long movie) =>
        session.QueryAsync(
            "SELECT name, role, confidence, size, modified, streams FROM movie_files WHERE movie_id = @p1 ORDER BY name",
            row => new MovieFile(
                row.GetString(0),
                Enum.Parse<FileRole>(row.GetString(1), ignoreCase: true),
                row.GetInt32(2),
                row.GetInt64(3),
                row.GetInt64(4)
            )
            {
                Streams = MovieRow.StreamsOf(MovieRow.Text(row, 5)),
            },
            movie
        );

    public Task<int> DescribeAsync(long movie, string name, Streams streams, CancellationToken ct) =>
        database.WriteAsync(
            s =>
                s.ExecuteAsync(
                    "UPDATE movie_files SET streams = @p3 WHERE movie_id = @p1 AND name = @p2",
                    movie,
                    name,
                    MovieRow.TextOf(streams)
                ),
            WriteKind.Growth,
            ct
        );

    public static async ValueTask StoreAsync(Session session, long movie, IReadOnlyList<MovieFile> files)
    {
        await session.ExecuteAsync("DELETE FROM movie_files WHERE movie_id = @p1", movie);
        foreach (var file in files)
            await session.ExecuteAsync(
                "INSERT INTO movie_files (movie_id, name, role, confidence, size, modified, streams) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)",
                movie,
                file.Name,
                MovieRow.Word(file.Role),
                file.Confidence,
                file.Size,
                file.Modified,
                MovieRow.TextOf(file.Streams)
            );
    }
}
