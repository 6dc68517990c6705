using System.Net.Mime;
using System.Security.Cryptography;
using Couriarr.Doors.Access;
using Couriarr.Doors.Described;

namespace Couriarr.Dashboard.Assets;

/// <summary>What the pages are made of besides themselves: one stylesheet and one script.</summary>
internal static class DashboardAssets
{
    public static readonly PageAsset Stylesheet = new(
        "/assets/couriarr.css",
        MediaTypeNames.Text.Css,
        "1-tokens.css",
        "2-frame.css",
        "3-parts.css",
        "4-forms.css",
        "6-set.css",
        "6-finding.css",
        "6-now.css"
    );
    public static readonly PageAsset Script = new(
        "/assets/live.js",
        MediaTypeNames.Text.JavaScript,
        "mend.js",
        "live.js",
        "drafts.js",
        "list-keys.js",
        "what-if.js"
    );

    public static void MapDashboardAssets(this IEndpointRouteBuilder app)
    {
        Map(app, Stylesheet)
            .Explained("Pages", "How the pages look", "One stylesheet for all of them.", ":root { }", type: MediaTypeNames.Text.Css)
            .OpenTo(Entrance.Everyone);
        Map(app, Script)
            .Explained("Pages", "What keeps the pages true", "Their one script.", "// ...", type: MediaTypeNames.Text.JavaScript)
            .OpenTo(Entrance.Everyone);
    }

    // Its address changes with it, so whoever has it never asks again.
    private static RouteHandlerBuilder Map(IEndpointRouteBuilder app, PageAsset asset) =>
        app.MapGet(
            asset.Path,
            (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = http.Request.Query.ContainsKey("v") ? "max-age=31536000, immutable" : "max-age=3600";
                return Results.Bytes(asset.Content, $"{asset.Type}; charset=utf-8");
            }
        );
}

/// <summary>A file that pages ask for, made of pieces that stand beside this one.</summary>
internal sealed class PageAsset(string path, string type, params string[] pieces)
{
    public string Path => path;
    public string Type => type;
    public byte[] Content { get; } = [.. pieces.SelectMany(piece => Asset.Read(typeof(PageAsset), piece))];

    /// <summary>With what tells this version of it from another.</summary>
    public string Address => field ??= $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}";
}
