using System.Net.Mime;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Access.Forgery;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Doors.Access;

/// <summary>Leads a person who is not in, or no longer, to the login, and from there back to where he was.</summary>
internal static class WayIn
{
    private const string Login = "/login";
    private const int LongestWay = 1000;

    /// <summary>Never for an app: it would take the way to the login for success.</summary>
    public static bool IsFor(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || IsOfAPage(request))
        && !request.Path.StartsWithSegments(Login, StringComparison.OrdinalIgnoreCase)
        && Pages.IsWantedBy(request);

    public static void Show(HttpContext http)
    {
        var isLook = HttpMethods.IsGet(http.Request.Method);
        if (!isLook)
            NoteCookie.Leave(http, new Note(Say("account.lost"), IsBad: true));
        var wanted = isLook ? http.Request.Path.ToUriComponent() + http.Request.QueryString : Sender(http.Request);
        var query = wanted.Length is <= 1 or > LongestWay ? default : QueryString.Create("to", wanted);
        http.Response.Redirect(http.Request.PathBase + Login + query);
    }

    // A form of ours that was sent when the session had ended already.
    private static bool IsOfAPage(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.HasFormContentType
        && request.ContentType!.StartsWith(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase)
        && Provenance.IsOurs(request);

    private static string Sender(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page)
        && page.Authority == request.Host.Value
        && new PathString(page.AbsolutePath).StartsWithSegments(request.PathBase, StringComparison.OrdinalIgnoreCase, out var path)
            ? Pages.Local(path + page.Query)
            : "/";
}
