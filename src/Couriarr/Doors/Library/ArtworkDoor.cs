using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Desk;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Features.Movies.Images;
using Couriarr.Jobs;

namespace Couriarr.Doors.Library;

/// <summary>The images that a movie may wear, and a person's choice among them.</summary>
internal static class ArtworkDoor
{
    public static void MapArtwork(this IEndpointRouteBuilder app)
    {
        app.MapGet("/library/movies/{id:long}/candidates", ListAsync)
            .Explained(
                "Library",
                "Images that providers have for it",
                "By type, the best first, each with why it has its place or was refused.",
                CandidatePage.Example
            )
            .MayRefuse(StatusCodes.Status404NotFound);
        app.MapPost("/library/movies/{id:long}/artwork/{type}", PickAsync)
            .Explained(
                "Library",
                "Pick an image",
                "By the number of a candidate. It stays until you pick another.",
                new Fired(Examples.Job.Id),
                202
            )
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapPut("/library/movies/{id:long}/artwork/{type}", BringAsync)
            .Accepts<byte[]>("image/jpeg", "image/png", "*/*")
            .Explained(
                "Library",
                "Bring an image of your own",
                "The body is the image. It stays until you pick another.",
                MovieView.Example
            )
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapDelete("/library/movies/{id:long}/artwork/{type}", LeaveAsync)
            .Explained(
                "Library",
                "Leave the choice to the program",
                "What it wears stays until another is chosen.",
                new Fired(Examples.Job.Id),
                202
            )
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(long id, MovieTable movies, ArtworkTable artwork, CancellationToken ct) =>
        await movies.FindAsync(id, ct) is null
            ? MovieDoor.NoSuch(id)
            : Results.Json(new CandidatePage([.. (await artwork.CandidatesAsync(id, ct)).Select(CandidateView.Of)]), Answers.Json);

    private static async Task<IResult> PickAsync(
        long id,
        string type,
        PickWish wish,
        MovieTable movies,
        ArtworkTable artwork,
        JobQueue queue,
        CancellationToken ct
    )
    {
        if (await movies.FindAsync(id, ct) is null)
            return MovieDoor.NoSuch(id);
        return (await artwork.CandidatesAsync(id, ct)).Find(one => one.Id == wish.Candidate && one.Type.Word() == type) is { } picked
            ? await MovieDoor.FiredAsync(queue, new PickArtwork(id, type, picked.Source), ct)
            : Answers.NotFound(
                $"The movie has no {type} with the number {wish.Candidate}. GET its candidates; numbers change when TMDB is asked again."
            );
    }

    private static async Task<IResult> BringAsync(
        long id,
        string type,
        HttpRequest request,
        Gallery gallery,
        MovieShelf shelf,
        MovieViews views,
        CancellationToken ct
    )
    {
        if (ArtworkTypes.Find(type) is not { } known)
            return NoType(type);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        try
        {
            var image = await gallery.HangAsync(body.ToArray(), ct);
            return await shelf.WearAsync(id, known, image, Chosen.Upload, ct)
                ? Results.Json(await views.FindAsync(id, ct), Answers.Json)
                : MovieDoor.NoSuch(id);
        }
        catch (NoImageException e)
        {
            return Answers.BadRequest($"The body {e.Message}");
        }
        catch (BlockedException e)
        {
            return Answers.Sentence(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private static async Task<IResult> LeaveAsync(
        long id,
        string type,
        MovieTable movies,
        MovieShelf shelf,
        JobQueue queue,
        CancellationToken ct
    )
    {
        if (ArtworkTypes.Find(type) is not { } known)
            return NoType(type);
        if (await movies.FindAsync(id, ct) is null)
            return MovieDoor.NoSuch(id);
        await shelf.LeaveAsync(id, known, ct);
        return await MovieDoor.FiredAsync(queue, new EnrichMetadata(id, Occasion.User), ct);
    }

    private static IResult NoType(string type) =>
        Answers.NotFound($"There is no artwork '{type}'. There are: {string.Join(", ", ArtworkTypes.All.Select(one => one.Word()))}.");
}

/// <param name="Candidate">Its number, as candidates gives it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PickWish(long Candidate);

internal sealed record CandidatePage(IReadOnlyList<CandidateView> Items)
{
    public string Credit { get; } = TmdbNotice.Text;

    public static CandidatePage Example { get; } = new([CandidateView.Example]);
}

/// <param name="Place">In the order, 0 is the best; null when it was refused.</param>
/// <param name="Why">Its place or refusal, in words.</param>
internal sealed record CandidateView(long Id, string Type, string Provider, string Url, int? Place, string Why)
{
    public string? Language { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }
    public int Votes { get; init; }

    public static CandidateView Of(Candidate one) =>
        new(one.Id ?? 0, one.Type.Word(), one.Provider, one.Url.OriginalString, one.Place, one.Why)
        {
            Language = one.Language,
            Width = one.Width,
            Height = one.Height,
            Votes = one.Votes,
        };

    public static CandidateView Example { get; } =
        new(12, "poster", "tmdb", "https://image.tmdb.org/t/p/original/abc.jpg", 0, "In English.")
        {
            Language = "en",
            Width = 2000,
            Height = 3000,
            Votes = 12,
        };
}
