using Couriarr.Jobs.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Outside;

public static class OutsideModule
{
    /// <param name="doors">Where we listen ourselves, once we do.</param>
    public static IServiceCollection AddOutside(this IServiceCollection services, Func<IServiceProvider, IEnumerable<string>> doors) =>
        services
            .AddSingleton(s => new OutsideRules { OwnDoors = () => doors(s) })
            .AddSingleton<Dialer>()
            .AddSingleton<OutsideHttp>()
            .AddInstruments<OutsideInstruments>();
}
