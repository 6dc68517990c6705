using System.Globalization;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Library;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Desk;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Jobs;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Movies;

/// <summary>One movie: what is known of it, and what a person says to that.</summary>
internal static class MoviePages
{
    public static void MapMoviePages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/movies/{id:long}", ShowAsync);
        app.MapPage("/ui/movies/{id:long}/publish", PublishPages.ShowAsync);
        app.MapAct("/ui/movies/{id:long}/publish", "Publish a movie", PublishPages.PublishAsync);
        app.MapAct("/ui/movies/{id:long}/refresh", "Ask about a movie again", RefreshAsync);
        app.MapAct("/ui/movies/{id:long}/identify", "Say which movie it is", IdentifyAsync);
        app.MapAct("/ui/movies/{id:long}/say", "Change what is told of a movie", SayAsync);
        app.MapAct("/ui/movies/{id:long}/lock", "Lock or unlock a field", LockAsync);
        app.MapArtworkActs();
    }

    private static async Task<IResult> ShowAsync(long id, HttpContext http, MovieLooks looks, CancellationToken ct) =>
        await looks.FindAsync(id, http.Request.Query["type"].ToString(), ct) is { } view
            ? await AnswerAsync(http, view)
            : await NoSuchAsync(http);

    public static Task<IResult> NoSuchAsync(HttpContext http) => Pages.NotFoundAsync(http, Say("movies.gone"));

    private static Task<IResult> AnswerAsync(HttpContext http, MovieDetailView view, int status = StatusCodes.Status200OK) =>
        Pages.ShowAsync<MoviePage, MovieDetailView>(
            http,
            view.Item.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{view.Item.Title} ({year})") : view.Item.Title,
            view,
            status
        );

    private static async Task<IResult> RefreshAsync(long id, HttpContext http, MovieTable movies, JobQueue queue, CancellationToken ct)
    {
        if (await movies.FindAsync(id, ct) is null)
            return await NoSuchAsync(http);
        await queue.EnqueueAsync(new EnrichMetadata(id, Occasion.User) { Anew = true }, Occasion.User.Wish(), ct);
        return Pages.Back(http, await http.Request.ReadFormAsync(ct), Say("movies.refreshed"));
    }

    private static async Task<IResult> IdentifyAsync(long id, HttpContext http, MovieTable movies, JobQueue queue, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (
            !int.TryParse(form["tmdb_id"].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number <= 0
        )
            return Pages.Back(http, form, Say("movies.no_number"), isBad: true);
        if (await movies.FindAsync(id, ct) is null)
            return await NoSuchAsync(http);
        await movies.IdentifyAsync(id, number, null, IdSource.User, ct);
        await queue.EnqueueAsync(new EnrichMetadata(id, Occasion.User), Occasion.User.Wish(), ct);
        return Pages.Back(http, form, Say("movies.identified", number));
    }

    private static async Task<IResult> SayAsync(long id, HttpContext http, MovieShelf shelf, MovieLooks looks, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (Field.Find(form["field"].ToString()) is not { } field || !FieldText.MayBeWritten(field))
            return Pages.Back(http, form, Say("movies.no_field"), isBad: true);
        var typed = form["value"].ToString();
        if (FieldText.Read(field, typed) is not { } facts)
            return await ComplainAsync(id, http, looks, field, typed, ct);
        return await shelf.SayAsync(id, facts, [field], ct)
            ? Pages.Back(http, form, Say("movies.said", Say($"movies.field_{field.Name}")))
            : await NoSuchAsync(http);
    }

    // Beside what was typed, and with it.
    private static async Task<IResult> ComplainAsync(
        long id,
        HttpContext http,
        MovieLooks looks,
        Field field,
        string typed,
        CancellationToken ct
    )
    {
        if (await looks.FindAsync(id, whole: null, ct) is not { } view)
            return await NoSuchAsync(http);
        var wrong = Say(field.Name == "runtime" ? "movies.wrong_number" : "movies.wrong_day");
        var fields = view.Fields.Select(line => line.Field == field ? line with { Typed = typed, Wrong = wrong } : line);
        return await AnswerAsync(http, view with { Fields = [.. fields] }, StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> LockAsync(long id, HttpContext http, MovieShelf shelf, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (Field.Find(form["field"].ToString()) is not { } field)
            return Pages.Back(http, form, Say("movies.no_field"), isBad: true);
        var isHeld = form["hold"] == "1";
        if (!await shelf.LockAsync(id, isHeld ? [field.Name] : [], isHeld ? [] : [field.Name], null, ct))
            return await NoSuchAsync(http);
        return Pages.Back(http, form, Say(isHeld ? "movies.locked" : "movies.unlocked", Say($"movies.field_{field.Name}")));
    }
}
