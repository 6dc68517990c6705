using Couriarr.Dashboard.Frame;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Jobs;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Movies;

/// <summary>What publishing would change beside a movie, file by file, and the word that it shall.</summary>
internal static class PublishPages
{
    public static async Task<IResult> ShowAsync(long id, HttpContext http, MovieTable movies, FittingRoom room, CancellationToken ct)
    {
        if (await movies.FindAsync(id, ct) is not { } movie)
            return await MoviePages.NoSuchAsync(http);
        var view = await PlanAsync(movie, room, ct);
        return await Pages.ShowAsync<PublishPage, PublishView>(http, Say("movies.publish_title", movie.Facts?.Title ?? movie.Title), view);
    }

    public static async Task<IResult> PublishAsync(long id, HttpContext http, MovieTable movies, JobQueue queue, CancellationToken ct)
    {
        if (await movies.FindAsync(id, ct) is not { } movie)
            return await MoviePages.NoSuchAsync(http);
        await queue.EnqueueAsync(new PublishMovie(id, movie.Library, Occasion.User), Occasion.User.Wish(), ct);
        return Pages.Back(http, await http.Request.ReadFormAsync(ct), Say("movies.publishing"));
    }

    private static async Task<PublishView> PlanAsync(Movie movie, FittingRoom room, CancellationToken ct)
    {
        try
        {
            using var fitting = await room.PreviewAsync(movie, ct);
            return fitting is null
                ? new PublishView(movie, [], Say("movies.not_there"))
                : new PublishView(movie, [.. fitting.Steps.OrderBy(step => step.Deed is Deed.Same)], Trouble: null);
        }
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            return new PublishView(movie, [], e.Message);
        }
    }
}

/// <param name="Trouble">Why it cannot be said.</param>
internal sealed record PublishView(Movie Movie, IReadOnlyList<Step> Steps, string? Trouble)
{
    public bool Changes => Steps.Any(step => step.Deed is not (Deed.Same or Deed.Leave));
}
