using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>Asks the providers about a movie, finds out which it is where that is not known yet, and chooses its artwork.</summary>
public sealed record EnrichMetadata(long Movie, Occasion Why) : IJob<EnrichMetadata>
{
    public static JobKind Kind { get; } =
        new("enrich-metadata")
        {
            Lane = MoviesModule.ProviderLane,
            Priority = JobPriority.Normal,
            Retry = new RetryPolicy(8, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromMinutes(15),
        };

    string? IJob.Gate => MoviesModule.ProviderGate;

    string? IJob.UniqueKey => FormattableString.Invariant($"enrich:{Movie}");
}

internal sealed class EnrichMetadataHandler(MovieTable movies, Libraries libraries) : IJobHandler<EnrichMetadata>
{
    public async Task<JobResult> RunAsync(EnrichMetadata job, JobContext context, CancellationToken ct)
    {
        if (await movies.FindAsync(job.Movie, ct) is not { } movie)
            return JobResult.Skip("The movie is not known any more.");
        if (libraries.Publishes(movie.Library, job.Why))
            context.FollowUp(new Publishing.PublishMovie(movie.Id, movie.Library, job.Why), job.Why.Wish());
        return JobResult.Done;
    }
}
