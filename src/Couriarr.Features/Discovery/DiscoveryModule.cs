using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules.Written;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Discovery;

public static class DiscoveryModule
{
    public static MigrationLine Tables { get; } = new("discovery", typeof(DiscoveryModule).Assembly, "Discovery/Migrations");

    public static IServiceCollection AddDiscovery(this IServiceCollection services) =>
        services
            .AddInstruments<DiscoveryInstruments>()
            .AddSingleton<ShowsTable>()
            .AddAdding()
            .AddSingleton(s => RuleWriting.Of(s.GetRequiredService<CouriarrOptions>(), new Problems()));
}
