using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Library;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Desk;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Jobs;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Movies;

/// <summary>The movies of the libraries: where each stands, and what it lacks.</summary>
internal static class MoviesPages
{
    public static void MapMoviesPages(this IEndpointRouteBuilder app)
    {
        app.MapPage(MovieFilter.Path, ShowAsync);
        app.MapAct("/ui/movies/scan", "Scan a library", ScanAsync);
        app.MapMoviePages();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        MovieShelf shelf,
        ArtworkTable artwork,
        Libraries libraries,
        Rivals rivals,
        CancellationToken ct
    )
    {
        var filter = MovieFilter.Of(http.Request);
        var (page, first, next) = filter.Cut(await shelf.ListAsync(filter.Query, ct));
        var movies = new List<MovieItem>();
        foreach (var movie in page)
            movies.Add(MovieItem.Of(movie, LibraryDoor.CompletenessOf(movie, await artwork.ChosenAsync(movie.Id, ct), libraries)));
        var counts = await shelf.CountAsync(ct);
        var view = new MoviesView(filter, movies, first, next)
        {
            Libraries = [.. libraries.All.Select(library => LibraryView.Of(library.Name, libraries.ModeOf(library.Name), counts))],
            Warnings = await rivals.WarningsAsync(ct),
            IsOn = libraries.AreDressed,
        };
        return await Pages.ShowAsync<MoviesPage, MoviesView>(http, Say("movies.title"), view);
    }

    private static async Task<IResult> ScanAsync(HttpContext http, Libraries libraries, JobQueue queue, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var name = form["library"].ToString();
        if (libraries.Find(name) is null)
            return Pages.Back(http, form, Say("movies.no_library", name), isBad: true);
        await queue.EnqueueAsync(new ScanLibrary(name, Occasion.User), Occasion.User.Wish(), ct);
        return Pages.Back(http, form, Say("movies.scanned", name));
    }
}
