using Couriarr.Features.Media;
using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Movies.Scanning;

internal static class ScanningModule
{
    public static IServiceCollection AddScanning(this IServiceCollection services)
    {
        services
            .AddJob<ScanMovie, ScanMovieHandler>()
            .AddJob<ScanLibrary, ScanLibraryHandler>()
            .AddJob<ScanLibraries, ScanLibrariesHandler>();
        services.AddSingleton<Ffprobe>().AddSingleton<ScanTable>().AddSingleton<MovieFileTable>().AddSingleton<Onward>();
        services.AddSingleton<ScanChanges>();
        services.AddSingleton<IReaction<MediaImported>>(s => s.GetRequiredService<ScanChanges>());
        services.AddSingleton<IReaction<MediaRenamed>>(s => s.GetRequiredService<ScanChanges>());
        services.AddSingleton<IReaction<MediaFilesDeleted>>(s => s.GetRequiredService<ScanChanges>());
        services.AddSingleton<IReaction<MediaDeleted>>(s => s.GetRequiredService<ScanChanges>());
        return services.AddSchedule("file-scan", "0 3 * * *", _ => new ScanLibraries());
    }
}
