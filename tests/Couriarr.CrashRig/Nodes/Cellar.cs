using Couriarr.Neighbours.Servers;

namespace Couriarr.CrashRig.Nodes;

/// <summary>What the nodes share: a PostgreSQL server, and with it or without a Redis for the queue. Both can be crashed and cut off.</summary>
internal sealed class Cellar : IAsyncDisposable
{
    public const string Database = "couriarr";
    private readonly PostgresServer _postgres;

    private Cellar(PostgresServer postgres, RedisServer? redis) => (_postgres, Redis) = (postgres, redis);

    /// <summary>Null when the queue rests in the database.</summary>
    public RedisServer? Redis { get; }

    public static bool IsPossible(bool withRedis) =>
        PostgresServer.IsPossible && (RedisServer.IsPossible || !withRedis) && Shell.Has("rsync");

    /// <summary>For the section storage of the configuration.</summary>
    public string Words =>
        $"database: '{_postgres.AddressOf(Database)}'{(Redis is { Port: var port } ? $", queue: 'redis://127.0.0.1:{port}/0'" : "")}";

    /// <summary>The same, but that the queue is reached through this port.</summary>
    public string WordsThrough(int port) =>
        Redis is null
            ? $"database: 'postgres://{PostgresServer.Owner}:{PostgresServer.Password}@127.0.0.1:{port}/{Database}'"
            : $"database: '{_postgres.AddressOf(Database)}', queue: 'redis://127.0.0.1:{port}/0'";

    /// <summary>A way to the database that can be disturbed.</summary>
    public Relay Relay() => _postgres.Relay();

    public static async Task<Cellar> OpenAsync(bool withRedis)
    {
        var postgres = await PostgresServer.StartAsync();
        // Nobody is left to dispose of it when the rig itself is killed.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.Abandon();
        await postgres.AskAsync("postgres", $"CREATE DATABASE {Database}");
        return new Cellar(postgres, withRedis ? await RedisServer.LaunchAsync() : null);
    }

    /// <summary>One row a line.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string sql) =>
        (await _postgres.AskAsync(Database, sql)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>About half of the conversations with the servers, whosever they are, end in the middle of a word.</summary>
    public async Task CutAsync()
    {
        await AskAsync(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'couriarr' AND random() < 0.5"
        );
        if (Redis is not null)
            await Redis.SayAsync("CLIENT", "KILL", "TYPE", "normal");
    }

    public async Task CrashPostgresAsync(TimeSpan away, CancellationToken ct)
    {
        await _postgres.StopAsync();
        await Task.Delay(away, ct);
        await _postgres.StartAsync();
    }

    public async Task CrashRedisAsync(TimeSpan away, CancellationToken ct)
    {
        await Redis!.KillAsync();
        await Task.Delay(away, ct);
        await Redis.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Redis is not null)
            await Redis.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
