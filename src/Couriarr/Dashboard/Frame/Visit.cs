using Couriarr.Doors.Access;
using Couriarr.Doors.Access.Forgery;

namespace Couriarr.Dashboard.Frame;

/// <summary>Who looks at which page, and when: what every piece of a page may want to know.</summary>
/// <param name="Base">What stands before every address of ours, behind a proxy that puts us below a path.</param>
/// <param name="Address">Path and query of the page, without the base.</param>
public sealed record Visit(string Base, string Address, DateTimeOffset Now, TimeZoneInfo Zone)
{
    public required string Who { get; init; }

    /// <summary>Shows that a form is ours.</summary>
    public required string Token { get; init; }
    public required Theme Theme { get; init; }

    /// <summary>What came of the act that led here.</summary>
    public Note? Note { get; init; }

    /// <summary>It is what came of a form: whoever asked its address again would get another page.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>Where a browser finds an address of ours.</summary>
    public string To(string address) => Base + address;

    public string Path => Address.Split('?')[0];

    internal static Visit Of(HttpContext http, Settings settings, TimeProvider clock) =>
        new(http.Request.PathBase.Value ?? "", http.Request.Path + http.Request.QueryString.Value, clock.GetUtcNow(), settings.Zone)
        {
            Who = Caller.Of(http).Name,
            Token = FormToken.Of(http),
            Theme = ThemeCookie.Of(http.Request),
            Note = NoteCookie.Take(http),
            IsAnswer = HttpMethods.IsPost(http.Request.Method),
        };
}
