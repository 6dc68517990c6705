using Couriarr.Dashboard.Account;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Described;
using Couriarr.Features.Accounts;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Doors.Access.Sessions;

/// <summary>Where the administrator is signed in, to look through and to end.</summary>
internal static class SessionsDoor
{
    private static readonly SessionView Example = new(
        1,
        "admin",
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch,
        "192.0.2.7",
        "Firefox",
        IsThis: true
    );

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sessions", ListAsync)
            .Explained(
                "Pages",
                "Where the administrator is signed in",
                "Leads browsers to the page; the one used last comes first.",
                new[] { Example }
            );
        app.MapPost("/sessions/{id:long}/end", EndAsync)
            .Explained("Pages", "End a session", "That browser has to sign in again.", new EndedSession(1))
            .MayRefuse(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, SessionTable sessions, CancellationToken ct)
    {
        if (Pages.IsWantedBy(http.Request))
            return Pages.GoTo(http, AccountPages.Sessions);
        var present = SessionProof.SessionOf(http)?.Id;
        return Results.Json((await sessions.ListAsync(ct)).Select(session => SessionView.Of(session, present)), Answers.Json);
    }

    private static async Task<IResult> EndAsync(long id, HttpContext http, SessionTable sessions, CancellationToken ct)
    {
        if (!await sessions.EndAsync(id, ct))
            return Answers.NotFound($"There is no session {id}: it has ended already, or never was.");
        return http.Request.HasFormContentType
            ? Pages.Back(http, await http.Request.ReadFormAsync(ct), Say("account.ended"))
            : Results.Json(new EndedSession(id), Answers.Json);
    }
}

/// <param name="IsThis">The one that asks.</param>
internal sealed record SessionView(
    long Id,
    string Account,
    DateTimeOffset CreatedAt,
    DateTimeOffset SeenAt,
    string Address,
    string Agent,
    bool IsThis
)
{
    public static SessionView Of(BrowserSession session, long? present) =>
        new(session.Id, session.Account, session.CreatedAt, session.SeenAt, session.Address, session.Agent, session.Id == present);
}

internal sealed record EndedSession([property: System.Text.Json.Serialization.JsonPropertyName("ended")] long Id);
