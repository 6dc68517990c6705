using Couriarr.Dashboard.Frame;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Review;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Images;

namespace Couriarr.Dashboard.Pictures;

/// <summary>Pictures for pages. Nobody can have us fetch an address: only those of our own tables are.</summary>
internal static class PictureDoor
{
    private const string ForEver = "private, max-age=31536000, immutable";
    private const string ForADay = "private, max-age=86400";
    private const string ForAMoment = "private, max-age=300";
    private static readonly byte[] Drawn =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 30"><path fill="#8886" d="M0 0h20v30H0z"/><path fill="none" stroke="#888" d="M5 12h10v7H5zM8 9l2 3 2-3"/></svg>
        """u8.ToArray();

    public static void MapPictures(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/pictures/shows/{id:long}", OfShowAsync);
        app.MapPage("/ui/pictures/found/{key}", OfFoundAsync);
        app.MapPage("/ui/pictures/candidates/{movie:long}/{id:long}", OfCandidateAsync);
        app.MapPage("/ui/pictures/images/{hash}", OfImageAsync);
    }

    private static async Task<IResult> OfShowAsync(
        long id,
        HttpContext http,
        ShowsTable shows,
        SmallPictures small,
        CancellationToken ct
    ) => await AnswerAsync(http, small, (await shows.FindAsync(id, ct))?.Show.Image?.Small(), ct);

    private static async Task<IResult> OfFoundAsync(
        string key,
        HttpContext http,
        ReviewDesk desk,
        SmallPictures small,
        CancellationToken ct
    ) => await AnswerAsync(http, small, (await desk.FindAsync(key, ct))?.Wish.Poster?.Small(), ct);

    private static async Task<IResult> OfCandidateAsync(
        long movie,
        long id,
        HttpContext http,
        ArtworkTable artwork,
        SmallPictures small,
        CancellationToken ct
    )
    {
        var one = (await artwork.CandidatesAsync(movie, ct)).Find(candidate => candidate.Id == id);
        return await AnswerAsync(http, small, one?.Url.Small(one.Type), ct);
    }

    /// <summary>What movies wear lies here already.</summary>
    private static async Task<IResult> OfImageAsync(string hash, HttpContext http, Gallery gallery, ImageCache cache, CancellationToken ct)
    {
        var known = hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? await gallery.FindAsync(hash, ct) : null;
        var bytes = known is null ? null : await cache.ReadAsync(known.Hash, known.Extension, ct);
        return bytes is null ? Placeholder(http) : Answer(http, bytes, ImageReader.Read(bytes).ContentType, ForEver);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, SmallPictures small, Uri? address, CancellationToken ct) =>
        address is not null && await small.FindAsync(address, ct) is { } picture
            ? Answer(http, picture.Bytes, picture.Type, ForADay)
            : Placeholder(http);

    // A page with a drawn frame is better than one with broken pictures.
    private static IResult Placeholder(HttpContext http) => Answer(http, Drawn, "image/svg+xml", ForAMoment);

    private static IResult Answer(HttpContext http, byte[] bytes, string type, string keep)
    {
        http.Response.Headers.CacheControl = keep;
        return Results.Bytes(bytes, type);
    }
}
