using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Couriarr.Doors.Access;

/// <summary>How much, how long and how many: what one caller may take of us, so that something is left for the others.</summary>
internal static class Limits
{
    public const int Body = 64 * 1024;

    // An app that renames a series tells of all its files at once: 1.1 KB each, twice that with long names. Daily shows have 15,000.
    public const int WebhookBody = 24 * 1024 * 1024;

    // Images that people bring; posters of the largest size are a few MB.
    public const int ImageBody = 16 * 1024 * 1024;

    // Databases that people bring along: copies of ours, and those of older services.
    public const long FilesBody = 1L << 30;
    public const int JsonDepth = 32;
    public const int Connections = 200;
    public const int ConnectionsOfOne = 64;
    private const int WebSockets = 50;
    private const int Headers = 16 * 1024;
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(15);

    public static void Set(KestrelServerOptions kestrel, Crowd crowd)
    {
        kestrel.RequestHeaderEncodingSelector = name => Shown.EncodingOf(name)!;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = Body;
        limits.MaxRequestHeadersTotalSize = Headers;
        limits.RequestHeadersTimeout = Time;
        limits.MaxConcurrentConnections = Connections;
        limits.MaxConcurrentUpgradedConnections = WebSockets;
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => connection => crowd.AdmitAsync(connection, next)));
    }

    public static void Set(RequestTimeoutOptions timeouts) =>
        timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = Time,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context =>
                Answers
                    .Sentence(StatusCodes.Status503ServiceUnavailable, $"That took longer than {Time.TotalSeconds:0} s and was given up.")
                    .ExecuteAsync(context),
        };

    /// <returns>False when the request says itself that it brings too much.</returns>
    public static bool Admit(HttpContext context, Entrance entrance)
    {
        var most =
            entrance is Entrance.Webhooks ? WebhookBody
            : BringsImage(context.Request) ? ImageBody
            : BringsFiles(context.Request) ? FilesBody
            : Body;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = most;
        return !(context.Request.ContentLength > most);
    }

    public static bool BringsFiles(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (
            request.Path.Equals("/ui/settings/backups/upload", StringComparison.OrdinalIgnoreCase)
            || request.Path.Equals("/ui/settings/import/upload", StringComparison.OrdinalIgnoreCase)
        );

    private static bool BringsImage(HttpRequest request) =>
        (HttpMethods.IsPut(request.Method) && request.Path.StartsWithSegments("/library/movies", StringComparison.OrdinalIgnoreCase))
        || (
            HttpMethods.IsPost(request.Method)
            && request.Path.StartsWithSegments("/ui/movies", StringComparison.OrdinalIgnoreCase, out var rest)
            && rest.Value!.EndsWith("/upload", StringComparison.Ordinal)
        );
}
