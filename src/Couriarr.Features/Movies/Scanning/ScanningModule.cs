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
        return services.AddSchedule("file-scan", "0 3 * * *", _ => new ScanLibraries());
    }
}

internal sealed class ScanMovieHandler : IJobHandler<ScanMovie>
{
    public Task<JobResult> RunAsync(ScanMovie job, JobContext context, CancellationToken ct) => Task.FromResult(JobResult.Done);
}

internal sealed class ScanLibraryHandler : IJobHandler<ScanLibrary>
{
    public Task<JobResult> RunAsync(ScanLibrary job, JobContext context, CancellationToken ct) => Task.FromResult(JobResult.Done);
}
