using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Redis;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>A queue in Redis beside a database of its own: as empty as the database, whatever else rests in that Redis.</summary>
internal sealed class ScratchRedis : IAsyncDisposable
{
    private readonly ScratchDatabase _database = new() { Lines = [StorageModule.JobTables, StorageModule.EpochTables] };
    private readonly RedisServer? _owned;
    private RedisPulse _pulse = null!;

    private ScratchRedis(RedisServer? owned) => _owned = owned;

    public RedisLink Link { get; private set; } = null!;
    public RedisMemory Memory { get; private set; } = null!;
    public RedisQueue Queue { get; private set; } = null!;
    public RedisJobStore Store { get; private set; } = null!;
    public RedisJobReader Reader { get; private set; } = null!;
    public OwnersLog Log => _database.Log;

    public static async Task<ScratchRedis> OpenAsync(
        RedisServer? owned = null,
        Func<RedisOptions, RedisOptions>? change = null,
        ILogger<RedisMemory>? log = null
    )
    {
        var scratch = new ScratchRedis(owned);
        await scratch._database.OpenAsync();
        scratch.Open((owned ?? await RedisServer.SharedAsync()).Address, change, log);
        return scratch;
    }

    /// <summary>What an owner leaves in the database who moves to Redis too early.</summary>
    public async Task LeaveJobBehindAsync()
    {
        var now = DateTimeOffset.UnixEpoch;
        await new SqlJobStore(_database.Database, new JobSql(), new NoFailPoints()).AddAsync(
            [new NewJob("chore", "default", 5, "{}", now, now) { Rank = 1, MaxRetries = 3 }],
            TestContext.Current.CancellationToken
        );
    }

    private void Open(RedisAddress address, Func<RedisOptions, RedisOptions>? change, ILogger<RedisMemory>? log)
    {
        var options = new RedisOptions(address);
        options = change?.Invoke(options) ?? options;
        Link = new RedisLink(options.Address, options.Patience);
        Memory = new RedisMemory(Link, new RedisDurability(Link), new EpochTable(_database.Database), options, log ?? Log);
        Queue = new RedisQueue(Link, Memory, options);
        _pulse = new RedisPulse(Memory, options);
        Store = new RedisJobStore(Queue, _pulse, options, new NoFailPoints());
        Reader = new RedisJobReader(Queue);
    }

    public async ValueTask DisposeAsync()
    {
        _pulse.Dispose();
        Memory.Dispose();
        await Link.DisposeAsync();
        await _database.DisposeAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
    }
}
