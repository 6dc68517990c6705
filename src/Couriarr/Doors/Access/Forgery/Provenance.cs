namespace Couriarr.Doors.Access.Forgery;

/// <summary>What a browser says about the page that a request comes from. Programs say nothing of the kind.</summary>
internal static class Provenance
{
    private const string SiteHeader = "Sec-Fetch-Site";

    /// <summary>The browser says so. It does not say Sec-Fetch-Site over plain HTTP to another machine; Origin it always says.</summary>
    public static bool IsOurs(HttpRequest request) =>
        request.Headers[SiteHeader].ToString() switch
        {
            "same-origin" or "none" => !IsOtherOrigin(request),
            "" => request.Headers.Origin.Count > 0 && !IsOtherOrigin(request),
            _ => false,
        };

    /// <summary>The browser says that it is not ours; to say nothing is no offence.</summary>
    public static bool IsForeign(HttpRequest request) =>
        (request.Headers.ContainsKey(SiteHeader) || request.Headers.Origin.Count > 0) && !IsOurs(request);

    // Without the scheme: behind a proxy that speaks TLS we may not know ours.
    private static bool IsOtherOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(
            Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
        );
}
