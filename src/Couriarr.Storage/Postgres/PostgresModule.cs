using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Storage.Postgres;

internal static class PostgresModule
{
    /// <summary>The database on the server: who shares it, and how it fares.</summary>
    public static IServiceCollection AddServer(this IServiceCollection services, PostgresStore store) =>
        services
            .AddSingleton<INodeTable>(store.Nodes)
            .AddSingleton(s => ActivatorUtilities.CreateInstance<PostgresWatch>(s, store.Crowd, store.Pool.Options))
            .AddHostedService(s => s.GetRequiredService<PostgresWatch>())
            .AddInstruments<PostgresInstruments>();

    /// <summary>The queue on the server, and what tells the nodes of each other's work.</summary>
    public static IServiceCollection AddPostgres(this IServiceCollection services, PostgresStore store) =>
        services
            .AddSingleton(store.Pool)
            .AddSingleton<WorkHints>()
            .AddHostedService(s => s.GetRequiredService<WorkHints>())
            .AddSingleton<WorkEars>()
            .AddHostedService(s => s.GetRequiredService<WorkEars>())
            .AddSingleton<IJobStore>(s => ActivatorUtilities.CreateInstance<PostgresJobStore>(s, store.Crowd));
}
