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
    // Who is away now is mostly back by then.
    private static readonly TimeSpan Later = TimeSpan.FromDays(1);

    public async Task<JobResult> RunAsync(EnrichMetadata job, JobContext context, CancellationToken ct)
    {
        if (await movies.FindAsync(job.Movie, ct) is not { State: not MovieState.Gone } found)
            return JobResult.Skip("The movie is not there any more.");
        if (!libraries.Enriches(found.Library, job.Why))
            return JobResult.Skip($"In '{found.Library}' movies are dressed by hand.");
        if (await identification.OfAsync(found, job.Why, ct) is not { TmdbId: not null } movie)
            return JobResult.Skip("A person has to say which movie it is.");
        var isAsked = job.Anew || enrichment.IsDue(movie);
        var told = isAsked ? await enrichment.TellAsync(movie, ct) : null;
        if (isAsked && told is null)
            return JobResult.Skip("TMDB has no such movie any more. What it wears stays as it is.");
        await recovery.RecoverAsync(movie, ct);
        var isHindered = movie.IsMonitored && libraries.Chooses(movie.Library) && await dressing.DressAsync(movie, context, ct);
        if (isHindered || told is { Away.Count: > 0 })
            AskAgain(movie, context);
        if (libraries.Publishes(movie.Library, job.Why))
            context.FollowUp(new PublishMovie(movie.Id, movie.Library, job.Why), job.Why.Wish());
        return JobResult.Done;
    }

    private void AskAgain(Movie movie, JobContext context)
    {
        if (libraries.Enriches(movie.Library, Occasion.Schedule))
            context.FollowUp(
                new EnrichMetadata(movie.Id, Occasion.Schedule) { Anew = true },
                Occasion.Schedule.Wish() with
                {
                    RunAt = enrichment.Now + Later,
                }
            );
    }
}
