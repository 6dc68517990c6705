using System.Net.Mime;
using Couriarr.Dashboard.Assets;
using Microsoft.Net.Http.Headers;

namespace Couriarr.Doors.Pages;

/// <summary>A page for people: our frame around it, nothing of it from elsewhere, kept by no cache.</summary>
internal static class Page
{
    public const string Html = MediaTypeNames.Text.Html;

    private static Markup None => $"";

    /// <summary>Browsers ask for pages, programs for JSON.</summary>
    public static bool IsWantedBy(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(Html, StringComparison.OrdinalIgnoreCase);

    public static IResult Answer(HttpContext http, string title, Markup content, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.CacheControl = "no-store";
        // With no-referrer a browser says 'Origin: null' when it sends a form, even to us, and we could not tell our forms from others'.
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        return Results.Content(Framed(http.Request.PathBase, title, content).ToString(), $"{Html}; charset=utf-8", statusCode: status);
    }

    /// <summary>Behind a form that did its work: the browser goes on, and going back does not send it twice.</summary>
    public static IResult GoTo(HttpContext http, string path)
    {
        http.Response.Headers.Location = $"{http.Request.PathBase}{path}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    public static Markup Alert(string? complaint) => complaint is null ? None : $"""<p class="alert" role="alert">{complaint}</p>""";

    public static Markup Field(string label, string name, string type, string autocomplete, string? value = null) =>
        $"""
            <label for="{name}">{label}</label>
            <input id="{name}" name="{name}" type="{type}" autocomplete="{autocomplete}" value="{value}" required maxlength="1024" spellcheck="false" autocapitalize="none">
            """;

    private static Markup Framed(string pathBase, string title, Markup content) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} – Couriarr</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{pathBase}{DashboardAssets.Stylesheet.Address}">
            </head>
            <body class="alone">
            <main>
            <header><span class="mark" aria-hidden="true"></span>Couriarr</header>
            <h1>{title}</h1>
            {content}
            </main>
            </body>
            </html>
            """;
}
