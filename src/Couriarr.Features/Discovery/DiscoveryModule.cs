using Couriarr.Jobs.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Discovery;

public static class DiscoveryModule
{
    public static IServiceCollection AddDiscovery(this IServiceCollection services) => services.AddInstruments<DiscoveryInstruments>();
}
