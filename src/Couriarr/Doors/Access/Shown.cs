using System.Text;

namespace Couriarr.Doors.Access;

/// <summary>The credentials that a request shows, as bytes: what they mean in letters is up to the app that sent them.</summary>
internal static class Shown
{
    private const int Most = 4;
    private const string ApiKey = "X-Api-Key";
    private const string WebhookSecret = "X-Webhook-Secret";
    private const string Parameter = "apikey";
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private static readonly string[] Headers = ["Authorization", ApiKey, WebhookSecret];

    /// <summary>These headers are read byte for byte.</summary>
    public static Encoding? EncodingOf(string header) =>
        header is ApiKey or WebhookSecret or "Authorization" || IsOne(header, ApiKey) || IsOne(header, WebhookSecret)
            ? Encoding.Latin1
            : null;

    /// <param name="withPassword">Whether a password counts: a browser that knows one sends it unasked, also on another page's behalf.</param>
    public static IReadOnlyList<byte[]> In(HttpRequest request, bool withPassword)
    {
        var shown = new List<byte[]>();
        foreach (var header in Headers)
        foreach (var value in request.Headers[header])
            if (value is not null && Unwrapped(value.Trim(), withPassword) is { } credential)
                shown.Add(credential);
        if (request.QueryString.HasValue)
            shown.AddRange(request.Query[Parameter].OfType<string>().Select(Encoding.UTF8.GetBytes));
        return shown.Count <= Most ? shown : shown[..Most];
    }

    /// <summary>An address with a key in it may be opened by whoever finds it; a header comes only from who means it.</summary>
    public static bool IsInHeader(HttpRequest request) =>
        request.Headers.ContainsKey(ApiKey) || request.Headers.ContainsKey("Authorization");

    /// <summary>From here on the address can be quoted by anybody.</summary>
    public static void HideIn(HttpRequest request)
    {
        if (!request.QueryString.HasValue || !request.Query.ContainsKey(Parameter))
            return;
        var kept = request.Query.Where(pair => !IsOne(pair.Key, Parameter));
        request.QueryString = QueryString.Create(kept);
    }

    private static byte[]? Unwrapped(string value, bool withPassword)
    {
        if (value.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return withPassword ? Password(value[Basic.Length..].Trim()) : null;
        var bare = value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim() : value;
        return Encoding.Latin1.GetBytes(bare);
    }

    // Without a colon there is no password; what stands there is a credential all the same, and a wrong one.
    private static byte[] Password(string base64)
    {
        var pair = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, pair, out var length))
            return [];
        var colon = pair.AsSpan(0, length).IndexOf((byte)':');
        return colon < 0 ? [] : pair[(colon + 1)..length];
    }

    private static bool IsOne(string name, string wanted) => name.Equals(wanted, StringComparison.OrdinalIgnoreCase);
}
