using Couriarr.Features.Movies.Publishing;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>Asks the providers about a movie, finds out which it is where that is not known yet, and chooses its artwork.</summary>
public sealed record EnrichMetadata(long Movie, Occasion Why) : IJob<EnrichMetadata>
{
    /// <summary>Ask although what was told is not old: a person wants it, or the provider said that it changed.</summary>
    public bool Anew { get; init; }

    public static JobKind Kind { get; } =
        new("enrich-metadata")
        {
            Lane = MoviesModule.ProviderLane,
            Priority = JobPriority.Normal,
            Retry = new RetryPolicy(8, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromMinutes(15),
        };

    string? IJob.Gate => MoviesModule.ProviderGate;

    string? IJob.UniqueKey => FormattableString.Invariant($"enrich:{Movie}:{Anew}:{Why}");
}

internal sealed class EnrichMetadataHandler(
    MovieTable movies,
    Libraries libraries,
    Identification identification,
    Enrichment enrichment,
    Recovery recovery,
    Dressing dressing
) : IJobHandler<EnrichMetadata>
{
    public async Task<JobResult> RunAsync(EnrichMetadata job, JobContext context, CancellationToken ct)
    {
        if (await movies.FindAsync(job.Movie, ct) is not { State: not MovieState.Gone } found)
            return JobResult.Skip("The movie is not there any more.");
        if (!libraries.Enriches(found.Library, job.Why))
            return JobResult.Skip($"In '{found.Library}' movies are dressed by hand.");
        if (await identification.OfAsync(found, job.Why, ct) is not { TmdbId: not null } movie)
            return JobResult.Skip("A person has to say which movie it is.");
        if ((job.Anew || enrichment.IsDue(movie)) && !await enrichment.TellAsync(movie, ct))
            return JobResult.Skip("TMDB has no such movie any more. What it wears stays as it is.");
        await recovery.RecoverAsync(movie, ct);
        if (movie.IsMonitored && libraries.Chooses(movie.Library))
            await dressing.DressAsync(movie, context, ct);
        if (libraries.Publishes(movie.Library, job.Why))
            context.FollowUp(new PublishMovie(movie.Id, movie.Library, job.Why), job.Why.Wish());
        return JobResult.Done;
    }
}
