using System.Globalization;
using Couriarr.Doors.Access.Forgery;
using Couriarr.Doors.Described;
using Couriarr.Doors.Pages;
using Couriarr.Features.Accounts;

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
                "A page for browsers, else JSON; the one used last comes first.",
                new[] { Example }
            );
        app.MapPost("/sessions/{id:long}/end", EndAsync)
            .Explained("Pages", "End a session", "That browser has to sign in again.", new EndedSession(1))
            .MayRefuse(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, SessionTable sessions, CancellationToken ct)
    {
        var present = SessionProof.SessionOf(http)?.Id;
        var views = (await sessions.ListAsync(ct)).Select(session => SessionView.Of(session, present)).ToList();
        return Page.IsWantedBy(http.Request) ? Table(http, views) : Results.Json(views, Answers.Json);
    }

    private static async Task<IResult> EndAsync(long id, HttpContext http, SessionTable sessions, CancellationToken ct)
    {
        if (!await sessions.EndAsync(id, ct))
            return Answers.NotFound($"There is no session {id}: it has ended already, or never was.");
        return http.Request.HasFormContentType ? Page.GoTo(http, "/sessions") : Results.Json(new EndedSession(id), Answers.Json);
    }

    private static IResult Table(HttpContext http, List<SessionView> sessions) =>
        Page.Answer(
            http,
            "Sessions",
            $"""
            <p class="soft">Every browser in which you are signed in. End those that you do not know, and then change the password.</p>
            <div class="scroll"><table>
            <thead><tr><th>Browser</th><th>From</th><th>Signed in</th><th>Last seen</th><th></th></tr></thead>
            <tbody>{sessions.Select(session => RowOf(http, session))}</tbody>
            </table></div>
            <p><a href="{http.Request.PathBase.Value}/">Back</a></p>
            """
        );

    private static Markup RowOf(HttpContext http, SessionView session) =>
        $"""
            <tr><td>{session.Agent}</td><td>{session.Address}</td><td class="fixed">{Time(session.CreatedAt)}</td><td class="fixed">{Time(
                session.SeenAt
            )}</td>
            <td><form method="post" action="{http.Request.PathBase.Value}/sessions/{session.Id}/end">{FormToken.Field(
                http
            )}<button class="quiet">{(session.IsThis ? "Sign out here" : "End")}</button></form></td></tr>
            """;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
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
