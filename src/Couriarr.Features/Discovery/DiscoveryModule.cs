using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Rules.Written;
using Couriarr.Jobs.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Discovery;

public static class DiscoveryModule
{
    public static IServiceCollection AddDiscovery(this IServiceCollection services) =>
        services
            .AddInstruments<DiscoveryInstruments>()
            .AddSingleton(s => RuleWriting.Of(s.GetRequiredService<CouriarrOptions>(), new Problems()));
}
