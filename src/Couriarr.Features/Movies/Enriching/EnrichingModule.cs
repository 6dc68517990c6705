using Couriarr.Features.Movies.Choosing;
using Couriarr.Features.Movies.Fanart;
using Couriarr.Features.Movies.Images;
using Couriarr.Features.Movies.Refreshing;
using Couriarr.Features.Movies.Tmdb;
using Couriarr.Features.Movies.Tvdb;
using Couriarr.Features.Tmdb;
using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Movies.Enriching;

internal static class EnrichingModule
{
    public static IServiceCollection AddEnriching(this IServiceCollection services)
    {
        services.AddTmdb().AddSingleton<TmdbMovies>().AddSingleton<ImageSizes>().AddSingleton<FanartLink>().AddSingleton<TvdbLink>();
        services.AddSingleton<ImageFetch>().AddSingleton<Gallery>().AddSingleton<Chooser>();
        services
            .AddSingleton<Providers>()
            .AddSingleton<Identification>()
            .AddSingleton<Enrichment>()
            .AddSingleton<Recovery>()
            .AddSingleton<Dressing>();
        services.AddSingleton<ChangesFeed>().AddSingleton<Ages>();
        services.AddJob<EnrichMetadata, EnrichMetadataHandler>().AddJob<UpdateFromProviders, UpdateFromProvidersHandler>();
        return services.AddSchedule("provider-update", "30 3 * * *", _ => new UpdateFromProviders());
    }
}
