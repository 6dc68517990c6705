using Couriarr.Features.Accounts;
using Couriarr.Jobs.Live;
using Microsoft.AspNetCore.Http.Metadata;

namespace Couriarr.Doors.Access.Trail;

/// <summary>
/// Takes down every change that was accepted from a browser or with a key, and tells whoever watches. Routes that know more take it
/// down themselves.
/// </summary>
internal sealed class Witness(RequestDelegate next, AuditTrail trail, LiveFeed live)
{
    public Task InvokeAsync(HttpContext http) => IsNews(http) ? next(http) : AttendAsync(http);

    private async Task AttendAsync(HttpContext http)
    {
        await next(http);
        if (IsChange(http) && http.GetEndpoint() is { } door && door.Metadata.GetMetadata<SpeaksForItself>() is null)
            await TellAsync(DeedOf(http));
    }

    // Done is done, even when its caller has hung up. Open pages look again.
    private async Task TellAsync(Deed deed)
    {
        live.Publish(LiveEvent.Changed(deed.What, deed.Thing));
        await trail.WriteAsync(deed, CancellationToken.None);
    }

    private static bool IsChange(HttpContext http) =>
        Caller.Of(http).Standing is Standing.Browser or Standing.Key
        && !HttpMethods.IsGet(http.Request.Method)
        && !HttpMethods.IsHead(http.Request.Method)
        && http.Response.StatusCode < StatusCodes.Status400BadRequest;

    // What an app tells stands in the inbox, also when it was given the full key for its secret.
    private static bool IsNews(HttpContext http) => Entrances.Of(http) is Entrance.Webhooks;

    // Without the query: it may say anything.
    public static Deed DeedOf(HttpContext http) =>
        new(
            Caller.Of(http).Name,
            http.GetEndpoint()?.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary ?? http.Request.Method,
            http.Request.Path,
            ClientAddress.Of(http)
        );
}

internal sealed record SpeaksForItself;

internal static class Witnesses
{
    public static TBuilder SpeaksForItself<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new SpeaksForItself());
}
