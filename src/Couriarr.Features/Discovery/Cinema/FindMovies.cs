using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Tmdb;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Cinema;

/// <summary>Reads the owner's lists of movies at TMDB, and has what is new added.</summary>
public sealed record FindMovies : IJob<FindMovies>
{
    public static JobKind Kind { get; } =
        new("find-movies")
        {
            Lane = "discovery",
            Priority = JobPriority.Low,
            Retry = new RetryPolicy(8, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromMinutes(30),
        };

    string? IJob.Gate => TmdbLink.Gate;
    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class FindMoviesHandler(TmdbApi tmdb, MovieTable movies, CouriarrOptions options, ILogger<FindMovies> log)
    : IJobHandler<FindMovies>
{
    public async Task<JobResult> RunAsync(FindMovies job, JobContext context, CancellationToken ct)
    {
        if (!options.Movies.IsUsed)
            return JobResult.Skip("No movies are looked for: movies.discover and movies.ids are empty.");
        // Single ones first: whoever names a movie wants it, whatever list has it too.
        foreach (var (place, id) in options.Movies.Ids.Index())
            if (await tmdb.FindAsync(id.Trim(), ct) is { } movie)
                await movies.StoreAsync([movie], $"movies.ids[{place}]", ShowStatus.Wanted, ct);
            else
                log.LogWarning("TMDB has no movie {Id}: look at movies.ids[{Place}]", id, place);
        foreach (var (place, query) in options.Movies.Discover.Index())
            await ReadAsync(query, $"movies.discover[{place}]", ct);
        await movies.ForgetOldAsync(ct);
        context.FollowUp(new PlanAdditions());
        return JobResult.Done;
    }

    private async Task ReadAsync(string query, string name, CancellationToken ct)
    {
        var asNew = options.Movies.Review ? ShowStatus.Review : ShowStatus.Wanted;
        for (var page = 1; page <= options.Movies.Pages; page++)
        {
            var found = await tmdb.DiscoverAsync(query, page, ct);
            if (found.Count == 0)
                return;
            await movies.StoreAsync(found, name, asNew, ct);
        }
    }
}
