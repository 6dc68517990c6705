using System.Diagnostics.Metrics;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Storage.Redis;

/// <summary>How much room the queue has in Redis, asked for when somebody looks; nothing while it cannot be asked.</summary>
internal sealed class RedisInstruments : IInstruments
{
    private readonly Glance<RedisRoom> _glance;
    private RedisRoom? _seen;

    public RedisInstruments(IMeterFactory meters, RedisDurability redis, TimeProvider clock)
    {
        _glance = new(_ => redis.RoomAsync(), clock);
        var meter = meters.Create("Couriarr.Storage");
        meter.CreateObservableGauge(
            "couriarr_storage_redis_bytes",
            () => Seen(room => room.Used),
            "By",
            "Memory that the Redis of the queue uses, for all that is in it."
        );
        meter.CreateObservableGauge(
            "couriarr_storage_redis_limit_bytes",
            () => Seen(room => room.Limit),
            "By",
            "Memory that the Redis of the queue may use; 0 where it has no limit."
        );
    }

    public async Task LookAsync(CancellationToken ct)
    {
        _seen = null;
        _seen = await _glance.AskAsync(ct);
    }

    private IEnumerable<Measurement<long>> Seen(Func<RedisRoom, long> of) => _seen is { } seen ? [new(of(seen))] : [];
}
