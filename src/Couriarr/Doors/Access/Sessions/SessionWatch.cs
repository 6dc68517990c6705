using Couriarr.Features.Accounts;
using Couriarr.Jobs;

namespace Couriarr.Doors.Access.Sessions;

/// <summary>A connection that stays open ends with the session it was opened in: who was signed out hears nothing more.</summary>
internal sealed class SessionWatch(RequestDelegate next, SessionTable sessions, TimeProvider clock)
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    public Task InvokeAsync(HttpContext http) =>
        http.WebSockets.IsWebSocketRequest && SessionProof.SessionOf(http) is { } session ? KeepAsync(http, session) : next(http);

    private async Task KeepAsync(HttpContext http, BrowserSession session)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var watch = WatchAsync(http, session, over.Token);
        await next(http);
        await over.CancelAsync();
        await watch;
    }

    private async Task WatchAsync(HttpContext http, BrowserSession session, CancellationToken ct)
    {
        try
        {
            do await Task.Delay(Pace, clock, ct);
            while (await LivesAsync(session, ct));
            http.Abort();
        }
        catch (OperationCanceledException)
        {
            // The connection ended first.
        }
    }

    // A database that does not answer ends nothing.
    private async Task<bool> LivesAsync(BrowserSession session, CancellationToken ct)
    {
        try
        {
            return await sessions.LivesAsync(session.Id, ct);
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }
}
