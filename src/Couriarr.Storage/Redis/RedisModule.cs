using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Storage.Redis;

internal static class RedisModule
{
    /// <summary>Keeps the jobs in Redis; everything else stays in the database.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services, RedisOptions options) =>
        services
            .AddSingleton(options)
            .AddSingleton(_ => new RedisLink(options.Address, options.Patience))
            .AddSingleton<RedisDurability>()
            .AddSingleton<EpochTable>()
            .AddSingleton<RedisMemory>()
            .AddSingleton<RedisQueue>()
            .AddSingleton<RedisPulse>()
            .AddInstruments<RedisInstruments>()
            .AddSingleton<IQueueMemory, RedisTrees>()
            .AddSingleton<IJobStore, RedisJobStore>()
            .AddSingleton<IJobReader, RedisJobReader>();
}
