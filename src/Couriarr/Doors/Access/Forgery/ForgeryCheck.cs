using Couriarr.Dashboard.Frame;

namespace Couriarr.Doors.Access.Forgery;

/// <summary>
/// A browser sends its cookie along with whatever any page makes it send. What changes something is therefore heard only when the
/// browser says that it comes from our own page, and when it carries what only our own page can add.
/// </summary>
internal sealed class ForgeryCheck(RequestDelegate next)
{
    /// <summary>Any value will do: a page of strangers cannot send it without asking us first, and we never allow it.</summary>
    public const string Header = "X-Couriarr";

    private const string Foreign =
        "This came from another page than ours, and was not done. If Couriarr stands behind a reverse proxy, let that pass the Host header on.";
    private const string Bare =
        $"Changes by a browser need the header {Header}, or the page's own form. Load the page again and repeat it.";

    public Task InvokeAsync(HttpContext http, AccessInstruments instruments) =>
        IsBeyondDoubt(http) ? next(http) : CheckAsync(http, instruments);

    private async Task CheckAsync(HttpContext http, AccessInstruments instruments)
    {
        if (await ComplaintAsync(http) is not { } complaint)
        {
            await next(http);
            return;
        }
        instruments.Count(Reasons.Forged);
        if (complaint == Bare && await IsOutlivedAsync(http.Request))
            WayIn.ShowAnew(http);
        else
            await Answers.Sentence(StatusCodes.Status403Forbidden, complaint).ExecuteAsync(http);
    }

    private static bool IsBeyondDoubt(HttpContext http) =>
        !http.WebSockets.IsWebSocketRequest
        && (
            HttpMethods.IsGet(http.Request.Method)
            || HttpMethods.IsHead(http.Request.Method)
            || (Caller.Of(http).Standing is not Standing.Browser && !IsSignIn(http))
        );

    // To be signed in as somebody else without noticing is a forgery, too.
    private static bool IsSignIn(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<OpenTo>()?.Entrance is Entrance.Everyone;

    private static async ValueTask<string?> ComplaintAsync(HttpContext http)
    {
        var isBrowser = Caller.Of(http).Standing is Standing.Browser;
        if (http.WebSockets.IsWebSocketRequest)
            return isBrowser && !Provenance.IsOurs(http.Request) ? Foreign : null;
        if (isBrowser ? !Provenance.IsOurs(http.Request) : Provenance.IsForeign(http.Request))
            return Foreign;
        return http.Request.Headers.ContainsKey(Header) || await IsOurFormAsync(http) || (!isBrowser && !http.Request.HasFormContentType)
            ? null
            : Bare;
    }

    // Of a tab that stayed open while its owner signed out and in again.
    private static async ValueTask<bool> IsOutlivedAsync(HttpRequest request) =>
        WayIn.IsOfAPage(request)
        && Pages.IsWantedBy(request)
        && FormToken.IsLike((await request.ReadFormAsync(request.HttpContext.RequestAborted))[FormToken.FieldName]);

    private static async ValueTask<bool> IsOurFormAsync(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType && FormToken.IsIn(await http.Request.ReadFormAsync(http.RequestAborted), http);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
