using System.Net.Mime;
using Couriarr.Doors.Access;
using Couriarr.Doors.Described;

namespace Couriarr.Doors.Pages;

/// <summary>What the pages are dressed with. It is part of the program, so that no path ever leads to a file.</summary>
internal static class Assets
{
    private static readonly byte[] Style = Read("couriarr.css");

    public static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapGet(Page.Stylesheet, (HttpContext http) => Serve(http))
            .Explained("Pages", "How the pages look", "One stylesheet for all of them.", ":root { }", type: MediaTypeNames.Text.Css)
            .OpenTo(Entrance.Everyone);

    private static IResult Serve(HttpContext http)
    {
        // Long enough for a visit, short enough that an update is seen the same day.
        http.Response.Headers.CacheControl = "max-age=3600";
        return Results.Bytes(Style, $"{MediaTypeNames.Text.Css}; charset=utf-8");
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(typeof(Assets), name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
