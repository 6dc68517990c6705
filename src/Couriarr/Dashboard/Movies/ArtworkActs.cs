using System.Globalization;
using Couriarr.Dashboard.Frame;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Desk;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Features.Movies.Images;
using Couriarr.Jobs;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Movies;

/// <summary>A person's choice among the images that a movie may wear.</summary>
internal static class ArtworkActs
{
    public static void MapArtworkActs(this IEndpointRouteBuilder app)
    {
        app.MapAct("/ui/movies/{id:long}/pick", "Pick an image", PickAsync);
        app.MapAct("/ui/movies/{id:long}/upload", "Bring an image", UploadAsync);
        app.MapAct("/ui/movies/{id:long}/leave", "Leave the choice to the program", LeaveAsync);
    }

    private static async Task<IResult> PickAsync(long id, HttpContext http, ArtworkTable artwork, JobQueue queue, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var isNumber = long.TryParse(form["candidate"].ToString(), CultureInfo.InvariantCulture, out var number);
        if (!isNumber || (await artwork.CandidatesAsync(id, ct)).Find(one => one.Id == number) is not { } picked)
            return Pages.Back(http, form, Say("movies.no_candidate"), isBad: true);
        await queue.EnqueueAsync(new PickArtwork(id, picked.Type.Word(), picked.Source), Occasion.User.Wish(), ct);
        return Pages.Back(http, form, Say("movies.picked", Say($"movies.type_{picked.Type.Word()}")));
    }

    private static async Task<IResult> UploadAsync(long id, HttpContext http, Gallery gallery, MovieShelf shelf, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (ArtworkTypes.Find(form["type"].ToString()) is not { } type)
            return Pages.Back(http, form, Say("movies.no_type"), isBad: true);
        if (form.Files.GetFile("image") is not { Length: > 0 } file)
            return Pages.Back(http, form, Say("movies.no_image"), isBad: true);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        try
        {
            var image = await gallery.HangAsync(bytes.ToArray(), ct);
            return await shelf.WearAsync(id, type, image, Chosen.Upload, ct)
                ? Pages.Back(http, form, Say("movies.uploaded", Say($"movies.type_{type.Word()}")))
                : await MoviePages.NoSuchAsync(http);
        }
        catch (NoImageException e)
        {
            return Pages.Back(http, form, Say("movies.bad_image", e.Message), isBad: true);
        }
        catch (BlockedException e)
        {
            return Pages.Back(http, form, e.Message, isBad: true);
        }
    }

    private static async Task<IResult> LeaveAsync(
        long id,
        HttpContext http,
        MovieTable movies,
        MovieShelf shelf,
        JobQueue queue,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (ArtworkTypes.Find(form["type"].ToString()) is not { } type)
            return Pages.Back(http, form, Say("movies.no_type"), isBad: true);
        if (await movies.FindAsync(id, ct) is null)
            return await MoviePages.NoSuchAsync(http);
        await shelf.LeaveAsync(id, type, ct);
        await queue.EnqueueAsync(new EnrichMetadata(id, Occasion.User), Occasion.User.Wish(), ct);
        return Pages.Back(http, form, Say("movies.left", Say($"movies.type_{type.Word()}")));
    }
}
