using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Postgres;

namespace Couriarr.Tests.Storage;

/// <summary>A job store of some kind, empty, with whatever must be closed behind it.</summary>
internal sealed class OpenStore(IJobStore store, IJobReader reader, IAsyncDisposable? behind = null) : IAsyncDisposable
{
    /// <summary>Where leases run out: makes those of everybody but this one run out now.</summary>
    public Func<string, Task> Lapse { get; private init; } = _ => Task.CompletedTask;

    /// <summary>Where several can work on it: what the node of this home knows the others by.</summary>
    public Func<string, INodeTable> Nodes { get; private init; } = _ => throw new InvalidOperationException("Nobody shares this store.");

    public IJobStore Store => store;
    public IJobReader Reader => reader;

    public static Task<OpenStore> OfAsync(string kind) =>
        kind switch
        {
            "memory" => Task.FromResult(InMemory()),
            "sqlite" => SqliteAsync(),
            "redis" => RedisAsync(),
            "postgres" => PostgresAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such store."),
        };

    public static OpenStore InMemory()
    {
        var store = new InMemoryJobStore();
        return new OpenStore(store, store);
    }

    public static async Task<OpenStore> SqliteAsync()
    {
        var scratch = new ScratchDatabase { Lines = [StorageModule.JobTables] };
        await scratch.OpenAsync();
        return new OpenStore(
            new SqlJobStore(scratch.Database, new JobSql(), new NoFailPoints()),
            new SqlJobReader(scratch.Database),
            scratch
        );
    }

    public static async Task<OpenStore> PostgresAsync()
    {
        var scratch = await ScratchPostgres.OpenAsync();
        var clock = new ManualClock();
        var store = new PostgresJobStore(scratch.Store.Crowd, new WorkHints(scratch.Store.Pool, clock), clock, new NoFailPoints());
        return new OpenStore(store, new SqlJobReader(scratch.Store.Database), scratch)
        {
            Nodes = home => new PostgresNodes(scratch.Store.Crowd, home),
            Lapse = owner =>
                scratch.Store.Crowd.WriteAsync(
                    session => session.ExecuteAsync("UPDATE job_queue SET lease_until = 0 WHERE state = 'running' AND owner <> @p1", owner),
                    WriteKind.Upkeep,
                    default
                ),
        };
    }

    public static async Task<OpenStore> RedisAsync()
    {
        var redis = await ScratchRedis.OpenAsync();
        return new OpenStore(redis.Store, redis.Reader, redis);
    }

    public ValueTask DisposeAsync() => behind?.DisposeAsync() ?? ValueTask.CompletedTask;
}
