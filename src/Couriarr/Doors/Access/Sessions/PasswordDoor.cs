using System.Net.Mime;
using Couriarr.Dashboard.Account;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Described;
using Couriarr.Features.Accounts;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Doors.Access.Sessions;

/// <summary>A new password for whoever knows the present one; everybody is signed out by it, but for the browser that asked.</summary>
internal static class PasswordDoor
{
    private const string Path = "/account/password";

    public static void MapPassword(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpContext http) => Pages.GoTo(http, AccountPages.Password))
            .Explained(
                "Pages",
                "The page to change the password",
                "Leads to it.",
                "",
                StatusCodes.Status303SeeOther,
                MediaTypeNames.Text.Html
            );
        app.MapPost(Path, ChangeAsync)
            .Takes<NewPassword>()
            .Explained("Pages", "Change the password", "Ends all sessions and begins a new one here.", new SignedIn("admin"))
            .MayRefuse(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status429TooManyRequests
            );
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, PasswordChange change, CancellationToken ct)
    {
        var filled = await Submission.ReadAsync(http.Request, ct);
        var (status, complaint) = await TryAsync(http, filled, change, ct);
        if (complaint is not null)
            return filled.IsForm
                ? await AccountPages.ShowAsync(http, new PasswordView(complaint), status)
                : Answers.Sentence(status, complaint);
        if (filled.IsForm)
            NoteCookie.Leave(http, new Note(Say("account.changed"), IsBad: false));
        return filled.IsForm
            ? Pages.GoTo(http, Pages.Local(filled["back"]))
            : Results.Json(new SignedIn(Caller.Of(http).Name), Answers.Json);
    }

    private static async Task<(int Status, string? Complaint)> TryAsync(
        HttpContext http,
        Submission filled,
        PasswordChange change,
        CancellationToken ct
    )
    {
        // A stolen key must not become an account.
        if (SessionProof.SessionOf(http) is null)
            return (
                StatusCodes.Status403Forbidden,
                "Only an administrator who is signed in changes the password; on the host: ./run password"
            );
        if (AccountRules.ComplaintAboutPassword(filled["new"]) is { } weak)
            return (StatusCodes.Status400BadRequest, weak);
        if (filled.IsForm && filled["new"] != filled["again"])
            return (StatusCodes.Status400BadRequest, "The two new passwords are not the same.");
        var result = await change.TryAsync(filled["current"], filled["new"], ClientAddress.Guest(http), ClientAddress.NetworkOf(http), ct);
        if (result.Secret is { } secret)
            SessionCookie.Session.Write(http, secret);
        return result switch
        {
            { Secret: not null } => (StatusCodes.Status200OK, null),
            { Wait: { } wait } => LoginDoor.Patience(http, wait),
            _ => (StatusCodes.Status403Forbidden, "The present password is wrong."),
        };
    }
}

internal sealed record NewPassword(string Current, string New);
