using System.Net.Mime;

namespace Couriarr.Doors.Described;

/// <summary>What the API's page is made of besides itself.</summary>
internal static class Assets
{
    // Long enough for a visit, short enough that an update is seen the same day.
    private const string Kept = "max-age=3600";

    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        MapAsset(app, "/assets/api-docs.js", MediaTypeNames.Text.JavaScript, Asset.Read(typeof(Description), "api-docs.js"))
            .Explained(
                "Pages",
                "What opens the API's page",
                "Its one script besides the viewer.",
                "// ...",
                type: MediaTypeNames.Text.JavaScript
            );
    }

    private static RouteHandlerBuilder MapAsset(IEndpointRouteBuilder app, string path, string type, byte[] content) =>
        app.MapGet(
            path,
            (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = Kept;
                return Results.Bytes(content, $"{type}; charset=utf-8");
            }
        );
}
