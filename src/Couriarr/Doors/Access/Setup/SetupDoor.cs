using Couriarr.Doors.Access.Forgery;
using Couriarr.Doors.Access.Sessions;
using Couriarr.Doors.Access.Trail;
using Couriarr.Doors.Described;
using Couriarr.Doors.Pages;
using Couriarr.Features.Accounts;

namespace Couriarr.Doors.Access.Setup;

/// <summary>Makes the first administrator, once. Afterwards there is nothing here.</summary>
internal static class SetupDoor
{
    private const string Over = "There is an administrator already. Sign in at /login; with a lost password: ./run password on the host.";

    public static void MapSetup(this IEndpointRouteBuilder app)
    {
        app.MapGet("/setup", ShowAsync)
            .Explained(
                "Pages",
                "The page of the first visit",
                "404 as soon as there is an administrator.",
                "<!doctype html>",
                type: Page.Html
            )
            .MayRefuse(StatusCodes.Status404NotFound)
            .OpenTo(Entrance.Everyone);
        app.MapPost("/setup", SetUpAsync)
            .Takes<FirstAdministrator>()
            .Explained(
                "Pages",
                "Make the first administrator",
                "With the code from the program's output; signs in as well. A form is answered with 303.",
                new SignedIn("admin"),
                StatusCodes.Status201Created
            )
            .MayRefuse(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status429TooManyRequests
            )
            .OpenTo(Entrance.Everyone)
            .SpeaksForItself();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AccountTable accounts, CancellationToken ct) =>
        await accounts.ExistsAsync(ct) ? Answers.NotFound(Over) : Form(http);

    private static async Task<IResult> SetUpAsync(
        HttpContext http,
        FirstVisit visit,
        AccountTable accounts,
        SetupEntry entry,
        CancellationToken ct
    )
    {
        if (await accounts.ExistsAsync(ct))
            return Answers.NotFound(Over);
        var filled = await Submission.ReadAsync(http.Request, ct);
        var (status, complaint) = await entry.TryAsync(http, filled, visit, ct);
        if (complaint is not null)
            return filled.IsForm && status is not StatusCodes.Status409Conflict
                ? Form(http, complaint, filled, status)
                : Answers.Sentence(status, complaint);
        return filled.IsForm
            ? Page.GoTo(http, "/")
            : Results.Json(new SignedIn(filled["name"].Trim()), Answers.Json, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Form(
        HttpContext http,
        string? complaint = null,
        Submission? filled = null,
        int status = StatusCodes.Status200OK
    ) =>
        Page.Answer(
            http,
            "Welcome to Couriarr",
            $"""
            <p>You are the first one here. The code stands in the last line that Couriarr printed when it started: in its window, or with <code>docker logs</code>.</p>
            {Page.Alert(complaint)}
            <form method="post" action="{http.Request.PathBase.Value}/setup">
            {FormToken.Field(http)}
            {Page.Field("Code", "code", "text", "off", filled?["code"])}
            {Page.Field("Your name here", "name", "text", "username", filled?["name"] ?? AccountRules.FirstName)}
            {Page.Field("Password", "password", "password", "new-password")}
            {Page.Field("Password again", "again", "password", "new-password")}
            <p class="soft">At least 12 characters. Nobody can send you a new one: it is changed here or on the host.</p>
            <button>Begin</button>
            </form>
            """,
            status
        );
}

internal sealed record FirstAdministrator(string Code, string Name, string Password);
