using Couriarr.Features.Arr.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Instances;

public static class InstancesModule
{
    public static IServiceCollection AddInstances(this IServiceCollection services)
    {
        services.TryAddSingleton<ArrApis>();
        services.AddSingleton<Ways>().AddSingleton<Ground>().AddSingleton<Prescriber>();
        return services.AddSingleton<Registrar>().AddSingleton<Doctor>();
    }
}
