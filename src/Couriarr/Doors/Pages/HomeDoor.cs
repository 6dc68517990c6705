using Couriarr.Doors.Access;
using Couriarr.Doors.Access.Forgery;
using Couriarr.Doors.Described;

namespace Couriarr.Doors.Pages;

/// <summary>Where a browser that is signed in begins.</summary>
internal static class HomeDoor
{
    private static readonly (string Path, string Name, string More)[] Places =
    [
        ("/health", "Health", "whether all is well"),
        ("/jobs", "Jobs", "what was done and what waits"),
        ("/logs", "Log", "the newest lines"),
        ("/audit", "Audit trail", "who changed what"),
        ("/api-docs", "API", "to read and try"),
        ("/sessions", "Sessions", "where you are signed in"),
        ("/account/password", "Password", "change it"),
    ];

    public static void MapHome(this IEndpointRouteBuilder app) =>
        app.MapGet("/", Show).Explained("Pages", "The first page", "For a browser that is signed in.", "<!doctype html>", type: Page.Html);

    private static IResult Show(HttpContext http)
    {
        var pathBase = http.Request.PathBase.Value;
        var links = Places.Select(
            Markup (place) => $"""<li><a href="{pathBase}{place.Path}">{place.Name}<span>{place.More}</span></a></li>"""
        );
        return Page.Answer(
            http,
            $"Welcome, {Caller.Of(http).Name}",
            $"""
            <ul class="links">{links}</ul>
            <form method="post" action="{pathBase}/logout">{FormToken.Field(http)}<button class="quiet">Sign out</button></form>
            """
        );
    }
}
