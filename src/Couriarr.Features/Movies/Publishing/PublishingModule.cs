using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Movies.Publishing;

internal static class PublishingModule
{
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton<PublishedTable>().AddSingleton<Fitter>().AddSingleton<FittingRoom>().AddSingleton<Tailor>();
        services.AddJob<CleanLibrary, CleanLibraryHandler>().AddSchedule("library-cleanup", "50 4 * * *", _ => new CleanLibrary());
        services.AddSingleton<Rivals>().AddJob<FindRivals, FindRivalsHandler>();
        return services.AddJob<PublishMovie, PublishMovieHandler>();
    }
}
