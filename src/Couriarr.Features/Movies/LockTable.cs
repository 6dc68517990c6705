using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies;

/// <summary>What people decided of movies (movie_locks).</summary>
internal sealed class LockTable(Database database)
{
    public Task<Locks> OfAsync(long movie, CancellationToken ct) => database.ReadAsync(session => OfAsync(session, movie), ct);

    public static async ValueTask<Locks> OfAsync(Session session, long movie) =>
        new(
            (await session.QueryAsync("SELECT what FROM movie_locks WHERE movie_id = @p1", row => row.GetString(0), movie)).ToHashSet(
                StringComparer.Ordinal
            )
        );

    public static ValueTask<int> LockAsync(Session session, long movie, string what) =>
        session.ExecuteAsync(
            "INSERT INTO movie_locks (movie_id, what) VALUES (@p1, @p2) ON CONFLICT (movie_id, what) DO NOTHING",
            movie,
            what
        );

    public static ValueTask<int> UnlockAsync(Session session, long movie, string what) =>
        session.ExecuteAsync("DELETE FROM movie_locks WHERE movie_id = @p1 AND what = @p2", movie, what);
}
