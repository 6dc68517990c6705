namespace Couriarr.Doors.Access.Sessions;

/// <summary>
/// Where a browser keeps a secret of ours: out of reach of scripts, sent along only from our own pages, and over TLS bound to this
/// very host.
/// </summary>
internal sealed class SessionCookie(string name)
{
    public static readonly SessionCookie Session = new("couriarr-session");

    /// <summary>Of a browser that is not signed in yet, so that the forms for that are known to be ours too.</summary>
    public static readonly SessionCookie Visit = new("couriarr-visit");

    private const int SecretLength = 64;

    /// <summary>Null when there is none, or none that we can have given.</summary>
    public string? Read(HttpRequest request) =>
        request.Cookies[NameFor(request)] is { Length: SecretLength } secret && secret.All(char.IsAsciiHexDigitLower) ? secret : null;

    public void Write(HttpContext http, string secret) => http.Response.Cookies.Append(NameFor(http.Request), secret, For(http.Request));

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(NameFor(http.Request), For(http.Request));

    private string NameFor(HttpRequest request) => request.IsHttps ? $"__Host-{name}" : name;

    // A browser takes __Host- only with the path of the whole host.
    private static CookieOptions For(HttpRequest request) =>
        new()
        {
            HttpOnly = true,
            Secure = request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = request.IsHttps || !request.PathBase.HasValue ? "/" : request.PathBase.Value,
            IsEssential = true,
        };
}
