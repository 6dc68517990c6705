using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Redis;

/// <summary>
/// Knows whether Redis still has what it had. Emptied, it names another epoch than the database, or none; restarted, it has our scripts
/// no more. Every verb hears of either before it does anything, and looks here first.
/// </summary>
internal sealed class RedisMemory(
    RedisLink link,
    RedisDurability durability,
    EpochTable table,
    RedisOptions options,
    ILogger<RedisMemory> log
) : IDisposable
{
    // What may be forgotten between the last write to its disk and a power cut, generously.
    private const long LeapAfterRestart = 100_000;
    private readonly SemaphoreSlim _waking = new(1);
    private volatile Epoch? _current;
    private int _awakenings;

    /// <summary>Null while it is in doubt.</summary>
    public Epoch? Current => _current;

    /// <summary>One more each time that something may have been forgotten.</summary>
    public int Awakenings => Volatile.Read(ref _awakenings);

    /// <summary>What the owner has accepted; null when there is nothing to accept.</summary>
    public string? Accepted { get; private set; }

    /// <summary>Where the queue rests and how it is kept there; null before the first look.</summary>
    public string? Place { get; private set; }

    public void Doubt() => _current = null;

    /// <exception cref="StoreUnavailableException">It is not safe enough any more to be given work.</exception>
    public async Task<Epoch> WakeAsync(CancellationToken ct)
    {
        await _waking.WaitAsync(ct);
        try
        {
            return _current ??= await LookApartAsync(ct);
        }
        finally
        {
            _waking.Release();
        }
    }

    // Whoever noticed first has no part in it: what is logged here must not look as if it were about his job.
    private Task<Epoch> LookApartAsync(CancellationToken ct)
    {
        using var apart = ExecutionContext.SuppressFlow();
        return Task.Run(() => LookAsync(ct), ct);
    }

    private async Task<Epoch> LookAsync(CancellationToken ct)
    {
        var how = await durability.AskAsync();
        if ((how.Refusal ?? (options.MayLose ? null : how.Objection)) is { } why)
            throw new StoreUnavailableException($"{link.Address}: {why}{(how.Refusal is null ? Way : "")}");
        var isRestarted = (int)(await link.ExecuteAsync("SCRIPT", "EXISTS", Verbs.Add.Hash)) == 0;
        var epoch = await AgreeAsync(ct);
        var leap = isRestarted && !how.IsLossless ? LeapAfterRestart : 0;
        await link.ExecuteAsync("EVAL", Verb.Wake, 1, epoch.Prefix, epoch.Name, epoch.IdsFrom, leap);
        foreach (var verb in Verbs.All)
            await link.ExecuteAsync("SCRIPT", "LOAD", verb.Script);
        Tell(how);
        Interlocked.Increment(ref _awakenings);
        return epoch;
    }

    private const string Way = ", or accept the loss in writing with storage.redis_may_lose: true.";

    // The database goes first: killed between the two, the next look finds them apart and does it again.
    private async Task<Epoch> AgreeAsync(CancellationToken ct)
    {
        while (true)
        {
            var known = await table.ReadAsync(ct);
            if (known.IsUnused && await table.CountLeftBehindAsync(ct) is > 0 and var left)
                throw new StoreUnavailableException(
                    $"The queue in the database still holds {left} jobs, which Redis would not know. Start without storage.queue and let them end or cancel them, then set it again."
                );
            if (!known.IsUnused && (string?)await link.ExecuteAsync("GET", $"{known.Prefix}epoch") == known.Name)
                return known;
            var next = known.Next();
            if (!await table.ReplaceAsync(known, next, ct))
                continue;
            if (!known.IsUnused)
                log.LogError(
                    "Redis has lost the queue ({Redis}). What the inbox says is not finished is queued again, and the apps are asked what was missed",
                    link.Address
                );
            return next;
        }
    }

    private void Tell(Durability how)
    {
        Accepted = how.Objection is { } objection ? $"The queue may lose jobs, as storage.redis_may_lose accepts: {objection}." : null;
        Place = $"{link.Address}: Redis {how.Version}, {how.Policy}";
        log.LogInformation("The queue rests in {Place}", Place);
        if (Accepted is not null)
            log.LogWarning("{Accepted}", Accepted);
    }

    public void Dispose() => _waking.Dispose();
}
