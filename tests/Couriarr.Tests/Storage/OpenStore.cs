using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Jobs;

namespace Couriarr.Tests.Storage;

/// <summary>A job store of some kind, empty, with whatever must be closed behind it.</summary>
internal sealed class OpenStore(IJobStore store, IJobReader reader, IAsyncDisposable? behind = null) : IAsyncDisposable
{
    public IJobStore Store => store;
    public IJobReader Reader => reader;

    public static Task<OpenStore> OfAsync(string kind) =>
        kind switch
        {
            "memory" => Task.FromResult(InMemory()),
            "sqlite" => SqliteAsync(),
            "redis" => RedisAsync(),
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
        return new OpenStore(new SqlJobStore(scratch.Database, new NoFailPoints()), new SqlJobReader(scratch.Database), scratch);
    }

    public static async Task<OpenStore> RedisAsync()
    {
        var redis = await ScratchRedis.OpenAsync();
        return new OpenStore(redis.Store, redis.Reader, redis);
    }

    public ValueTask DisposeAsync() => behind?.DisposeAsync() ?? ValueTask.CompletedTask;
}
