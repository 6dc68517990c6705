using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>
/// Whether a pooler between us and the server takes away what we rely on: locks, prepared statements, settings and what is listened to
/// are a session's, and one that lends connections by the transaction has none.
/// </summary>
internal sealed class PoolerCheck(PostgresPool pool)
{
    private const int Looks = 10;

    /// <exception cref="StartupException">It does.</exception>
    public async Task RunAsync(NpgsqlConnection first, CancellationToken ct)
    {
        // What a server says of itself when it is connected to, a pooler makes up.
        if (await BackendOfAsync(first, ct) == first.ProcessID)
            return;
        await using var second = await pool.Work.OpenConnectionAsync(ct);
        for (var look = 0; look < Looks; look++)
            if (await BackendOfAsync(first, ct) == await BackendOfAsync(second, ct))
                throw new StartupException(
                    $"{pool.Options.Place} is a pooler that lends the server's connections by the transaction, and Couriarr needs them for itself. "
                        + "Set pool_mode = session for this database in PgBouncer, or name the server itself in storage.database.",
                    StartupException.Configuration
                );
    }

    // Never the same words twice: what is asked again and again would be prepared, and a pooler may not know it the next time.
    private static async Task<int> BackendOfAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_backend_pid() -- {Guid.NewGuid():N}", connection);
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
