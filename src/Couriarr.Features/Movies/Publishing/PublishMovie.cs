using Couriarr.Features.Media;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>Brings what lies beside a movie in line with what was chosen for it and is known of it. What is so already is not touched.</summary>
/// <param name="Library">The movie's: one that takes nothing holds up no other.</param>
public sealed record PublishMovie(long Movie, string Library, Occasion Why) : IJob<PublishMovie>
{
    /// <summary>Only puts back what was published before.</summary>
    public bool OnlyRestore { get; init; }

    public static JobKind Kind { get; } =
        new("publish")
        {
            Lane = MoviesModule.Lane,
            Priority = JobPriority.Normal,
            Timeout = TimeSpan.FromMinutes(15),
        };

    string? IJob.Gate => MoviesModule.GateOf(Library);

    string? IJob.UniqueKey => FormattableString.Invariant($"publish:{Movie}:{OnlyRestore}");
}

internal sealed class PublishMovieHandler(
    MovieTable movies,
    FittingRoom room,
    PublishedTable published,
    Tailor tailor,
    Reactions reactions,
    ILogger<History> history
) : IJobHandler<PublishMovie>
{
    // Something is still to be published.
    private const long Never = -1;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public async Task<JobResult> RunAsync(PublishMovie job, JobContext context, CancellationToken ct)
    {
        if (await movies.FindAsync(job.Movie, ct) is not { State: not MovieState.Gone } movie)
            return JobResult.Skip("The movie is not there any more.");
        using var turn = room.Enter(movie.Id);
        if (turn is null)
            return JobResult.Snooze(Soon, "It is being dressed by another job.", reached: true);
        var changes = await published.ChangesAsync(movie.Id, ct);
        using var fitting = await room.FitAsync(movie, job.OnlyRestore, ct);
        if (fitting is null)
            return JobResult.Skip("Its folder is not there any more; the next scan finds out where it went.");
        var lost = new List<Step>();
        foreach (var step in fitting.Steps)
            if (!await tailor.TakeAsync(step, movie, fitting.Shelf, context, ct))
                lost.Add(step);
        await published.FinishAsync(movie, job.OnlyRestore || lost.Count > 0 ? Never : changes, ct);
        // It is fetched again, or taken off when nobody has it any more.
        if (lost.Count > 0)
            context.FollowUp(new EnrichMetadata(movie.Id, job.Why), job.Why.Wish());
        return await EndAsync(movie, new Fitting(fitting.Library, fitting.Shelf, [.. fitting.Steps.Except(lost)]), context, ct);
    }

    private async Task<JobResult> EndAsync(Movie movie, Fitting fitting, JobContext context, CancellationToken ct)
    {
        var written = fitting.Steps.Where(step => step.Writes).Select(step => step.Name).ToList();
        // Also what an earlier run wrote that was cut off before it could tell.
        var told = fitting
            .Steps.Where(step => step.Writes || step.Deed is Deed.Adopt)
            .Select(step => AppPath(movie, fitting, step))
            .ToList();
        var removed = fitting.Steps.Where(step => step.Deed is Deed.Remove).Select(step => AppPath(movie, fitting, step)).ToList();
        if (told.Count + removed.Count == 0)
            return JobResult.Skip("All of it is as it shall be.");
        if (written.Count > 0)
            history.LogInformation("{Title} is dressed: {Files}", movie.Title, string.Join(", ", written));
        context.FollowUp(await reactions.ToAsync(new MoviePublished(WorkOf(movie, fitting), told, removed), ct));
        return JobResult.Done;
    }

    private static string AppPath(Movie movie, Fitting fitting, Step step) => fitting.Library.AppPathOf(Path.Join(movie.Folder, step.Name));

    private static Work WorkOf(Movie movie, Fitting fitting) =>
        new(
            movie.Work?.Instance ?? fitting.Library.Instance ?? "",
            MediaType.Movie,
            movie.Work?.Id ?? 0,
            movie.Facts?.Title ?? movie.Title,
            movie.Work?.Folder ?? fitting.Library.AppPathOf(movie.Folder)
        )
        {
            Year = movie.Year,
            Ids = new WorkIds(Tmdb: movie.TmdbId, Imdb: movie.ImdbId),
        };
}
