using Couriarr.Features.Accounts;

namespace Couriarr.Doors.Access.Sessions;

/// <summary>A browser proves who it is by its session; which one that is, is kept with the request.</summary>
internal sealed class SessionProof(SessionTable sessions) : IProof
{
    public async ValueTask<Caller?> OfAsync(HttpContext context, CancellationToken ct)
    {
        if (SessionCookie.Session.Read(context.Request) is not { } secret || await sessions.FindAsync(secret, ct) is not { } session)
            return null;
        context.Features.Set(session);
        return new Caller(Standing.Browser, session.Account);
    }

    /// <summary>The session this request came in by; null when it came in another way.</summary>
    public static BrowserSession? SessionOf(HttpContext context) =>
        Caller.Of(context).Standing is Standing.Browser ? context.Features.Get<BrowserSession>() : null;
}
