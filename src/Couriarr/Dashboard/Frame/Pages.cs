using System.Globalization;
using System.Net.Mime;
using Couriarr.Dashboard.Words;
using Couriarr.Doors.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Couriarr.Dashboard.Frame;

/// <summary>How the routes of the dashboard are said: a page is looked at, an act is done by a form and leads back to a page.</summary>
internal static class Pages
{
    /// <summary>A page for people; programs have the API.</summary>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder app, string path, Delegate show) =>
        app.MapGet(path, show).ExcludeFromDescription();

    /// <param name="summary">For the audit trail.</param>
    public static RouteHandlerBuilder MapAct(this IEndpointRouteBuilder app, string path, string summary, Delegate act) =>
        app.MapPost(path, act).WithSummary(summary).ExcludeFromDescription();

    /// <param name="view">All that the page shows; it asks nobody for more.</param>
    public static Task<IResult> ShowAsync<TPage, TView>(HttpContext http, string title, TView view, int status = StatusCodes.Status200OK)
        where TPage : IComponent
        where TView : class => ShowInAsync<Sheet, TPage, TView>(http, title, view, status);

    /// <summary>For whoever is not in yet.</summary>
    public static Task<IResult> ShowAloneAsync<TPage, TView>(HttpContext http, string title, TView view, int status)
        where TPage : IComponent
        where TView : class => ShowInAsync<AloneSheet, TPage, TView>(http, title, view, status);

    private static async Task<IResult> ShowInAsync<TSheet, TPage, TView>(HttpContext http, string title, TView view, int status)
        where TSheet : IComponent
        where TPage : IComponent
        where TView : class
    {
        http.Response.Headers.CacheControl = "no-store";
        KeepReferrer(http);
        var services = http.RequestServices;
        var visit = Visit.Of(http, services.GetRequiredService<Settings>(), services.GetRequiredService<TimeProvider>());
        var html = await RenderAsync(services, Document.Around<TSheet, TPage, TView>(visit, title, view));
        return Results.Content($"<!doctype html>\n{html}", $"{MediaTypeNames.Text.Html}; charset=utf-8", statusCode: status);
    }

    /// <summary>Behind an act: back to the page whose form it was, with a sentence.</summary>
    public static IResult Back(HttpContext http, IFormCollection form, string text, bool isBad = false)
    {
        NoteCookie.Leave(http, new Note(text, isBad));
        return Return(http, form);
    }

    public static IResult Return(HttpContext http, IFormCollection form) => GoTo(http, Local(form["back"].ToString()));

    /// <summary>Behind a form that did its work: the browser goes on, and going back does not send it twice.</summary>
    public static IResult GoTo(HttpContext http, string path)
    {
        KeepReferrer(http);
        http.Response.Headers.Location = $"{http.Request.PathBase}{path}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    // With no-referrer a browser says 'Origin: null' when it sends a form, even to us, and we could not tell our forms from others'; and a
    // page behind a redirect would not know that the visitor comes from the login.
    private static void KeepReferrer(HttpContext http) => http.Response.Headers["Referrer-Policy"] = "same-origin";

    /// <summary>Browsers ask for pages, programs for JSON.</summary>
    public static bool IsWantedBy(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of a page that is not there, in our frame.</summary>
    public static Task<IResult> NotFoundAsync(HttpContext http, string why) =>
        ShowAsync<MissingPage, MissingView>(http, Lexicon.Say("frame.missing"), new(why), StatusCodes.Status404NotFound);

    /// <summary>Whether it was a person who asked for a page of ours, and not a program for an answer.</summary>
    public static bool IsVisit(HttpRequest request) =>
        IsWantedBy(request) && (request.Path == "/" || request.Path.StartsWithSegments("/ui", StringComparison.OrdinalIgnoreCase));

    /// <summary>Something went wrong on the way to a page. Whoever is not in sees nothing of the house.</summary>
    public static Task<IResult> SorryAsync(HttpContext http, string why, int status) =>
        Caller.Of(http).Standing is Standing.Stranger
            ? ShowAloneAsync<MissingPage, MissingView>(http, Lexicon.Say("frame.wrong"), new(why), status)
            : ShowAsync<MissingPage, MissingView>(http, Lexicon.Say("frame.wrong"), new(why), status);

    /// <summary>Behind an act that made something: on to its page, with a sentence.</summary>
    public static IResult Onward(HttpContext http, string path, string text)
    {
        NoteCookie.Leave(http, new Note(text, IsBad: false));
        return GoTo(http, path);
    }

    public static async Task<string> RenderAsync(IServiceProvider services, RenderFragment content)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Bare.Content)] = content });
            var root = await renderer.RenderComponentAsync<Bare>(parameters);
            using var written = new StringWriter(CultureInfo.InvariantCulture);
            root.WriteHtmlTo(written);
            return HiddenLetters.SpellOut(written.ToString());
        });
    }

    /// <summary>Whatever stands there, it leads to a page of ours.</summary>
    public static string Local(string back) =>
        back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) && back.All(c => c is > ' ' and <= '~' and not '\\')
            ? back
            : "/";
}
