using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Movies.Enriching;

internal static class EnrichingModule
{
    public static IServiceCollection AddEnriching(this IServiceCollection services)
    {
        services.AddJob<EnrichMetadata, EnrichMetadataHandler>().AddJob<UpdateFromProviders, UpdateFromProvidersHandler>();
        return services.AddSchedule("provider-update", "30 3 * * *", _ => new UpdateFromProviders());
    }
}
