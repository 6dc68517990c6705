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
        if (!isLook || WasIn(http.Request))
            NoteCookie.Leave(http, new Note(Say(isLook ? "account.left" : "account.lost"), IsBad: true));
        var wanted = isLook ? http.Request.Path.ToUriComponent() + http.Request.QueryString : Sender(http.Request);
        var query = wanted.Length is <= 1 or > LongestWay ? default : QueryString.Create("to", wanted);
        http.Response.Redirect(http.Request.PathBase + Login + query);
    }

    /// <summary>Back to the page whose form it is: it was drawn for a session that is over, and is drawn anew for the present one.</summary>
    public static void ShowAnew(HttpContext http)
    {
        NoteCookie.Leave(http, new Note(Say("account.stale"), IsBad: true));
        http.Response.Headers.Location = http.Request.PathBase + Sender(http.Request);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    // Whoever comes from a page of ours, or has one open, does not wonder about the login when it says why.
    private static bool WasIn(HttpRequest request) =>
        request.Headers.ContainsKey(ForgeryCheck.Header)
        || (OurPage(request) is { } page && !page.StartsWith(Login, StringComparison.OrdinalIgnoreCase));

    /// <summary>A form of ours, as a browser sends it.</summary>
    public static bool IsOfAPage(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.HasFormContentType
        && request.ContentType!.StartsWith(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase)
        && Provenance.IsOurs(request);

    private static string Sender(HttpRequest request) => OurPage(request) ?? "/";

    private static string? OurPage(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page)
        && page.Authority == request.Host.Value
        && new PathString(page.AbsolutePath).StartsWithSegments(request.PathBase, StringComparison.OrdinalIgnoreCase, out var path)
            ? Pages.Local(path + page.Query)
            : null;
}
