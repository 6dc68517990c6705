using Couriarr.Features.Movies.Images;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Desk;

/// <summary>Fetches the image that a person picked, has the movie wear it and keeps it from everybody else.</summary>
/// <param name="Source">The provider's name for it, like tmdb:/abc.jpg: numbers change when a provider is asked again.</param>
internal sealed record PickArtwork(long Movie, string Type, string Source) : IJob<PickArtwork>
{
    public static JobKind Kind { get; } =
        new("pick-artwork")
        {
            Lane = MoviesModule.ProviderLane,
            Priority = JobPriority.High,
            Retry = new RetryPolicy(5, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)),
        };

    string? IJob.UniqueKey => $"pick:{Movie}:{Type}:{Source}";
}

internal sealed class PickArtworkHandler(MovieTable movies, ArtworkTable artwork, Gallery gallery, MovieShelf shelf, Libraries libraries)
    : IJobHandler<PickArtwork>
{
    public async Task<JobResult> RunAsync(PickArtwork job, JobContext context, CancellationToken ct)
    {
        var candidate = (await artwork.CandidatesAsync(job.Movie, ct)).Find(one => one.Type.Word() == job.Type && one.Source == job.Source);
        if (candidate is null || await movies.FindAsync(job.Movie, ct) is not { } movie)
            return JobResult.Skip("The image is not offered any more.");
        await shelf.WearAsync(movie.Id, candidate.Type, await HangAsync(candidate, ct), candidate.Source, ct);
        if (libraries.Publishes(movie.Library, Occasion.User))
            context.FollowUp(new PublishMovie(movie.Id, movie.Library, Occasion.User), Occasion.User.Wish());
        return JobResult.Done;
    }

    private async Task<CachedImage> HangAsync(Candidate candidate, CancellationToken ct)
    {
        try
        {
            return await gallery.HangAsync(candidate, ct);
        }
        catch (NoImageException e)
        {
            throw new PermanentException($"The image {candidate.Source} {e.Message}", e);
        }
    }
}
