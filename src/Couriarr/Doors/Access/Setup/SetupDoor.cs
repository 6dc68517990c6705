using System.Net.Mime;
using Couriarr.Dashboard.Account;
using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Welcome;
using Couriarr.Doors.Access.Sessions;
using Couriarr.Doors.Access.Trail;
using Couriarr.Doors.Described;
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
                type: MediaTypeNames.Text.Html
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
        await accounts.ExistsAsync(ct) ? Answers.NotFound(Over) : await AccountPages.ShowAsync(http, new SetupView(AccountRules.FirstName));

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
                ? await AccountPages.ShowAsync(http, new SetupView(filled["name"], filled["code"], complaint), status)
                : Answers.Sentence(status, complaint);
        return filled.IsForm
            ? Pages.GoTo(http, WelcomePages.Address)
            : Results.Json(new SignedIn(filled["name"].Trim()), Answers.Json, statusCode: StatusCodes.Status201Created);
    }
}

internal sealed record FirstAdministrator(string Code, string Name, string Password);
