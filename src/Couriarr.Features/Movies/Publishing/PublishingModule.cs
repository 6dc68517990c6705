using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Movies.Publishing;

internal static class PublishingModule
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) =>
        services.AddJob<PublishMovie, PublishMovieHandler>();
}

internal sealed class PublishMovieHandler : IJobHandler<PublishMovie>
{
    public Task<JobResult> RunAsync(PublishMovie job, JobContext context, CancellationToken ct) => Task.FromResult(JobResult.Done);
}
