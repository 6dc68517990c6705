using System.ComponentModel;
using System.Globalization;
using System.Net.Mime;
using Couriarr.Dashboard.Account;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Access.Trail;
using Couriarr.Doors.Described;
using Couriarr.Features.Accounts;

namespace Couriarr.Doors.Access.Sessions;

/// <summary>The way in for people, and out again.</summary>
internal static class LoginDoor
{
    private const string Wrong = "Name or password is wrong.";

    public static void MapLogin(this IEndpointRouteBuilder app)
    {
        app.MapGet("/login", ShowAsync)
            .Explained(
                "Pages",
                "The page to sign in",
                "Leads to the set-up as long as there is no administrator.",
                "<!doctype html>",
                type: MediaTypeNames.Text.Html
            )
            .OpenTo(Entrance.Everyone);
        app.MapPost("/login", SignInAsync)
            .Takes<Credentials>()
            .Explained("Pages", "Sign in", "Name and password as JSON, or from the page's own form; sets a cookie.", new SignedIn("admin"))
            .MayRefuse(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status401Unauthorized,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status429TooManyRequests
            )
            .OpenTo(Entrance.Everyone)
            .SpeaksForItself();
        app.MapPost("/logout", SignOutAsync)
            .Explained("Pages", "Sign out", "Ends this session, here and in the program.", new SignedOut("admin"))
            .MayRefuse(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        AccountTable accounts,
        CancellationToken ct,
        [Description("The page to show after it.")] string? to = null
    )
    {
        var wanted = Pages.Local(to ?? "");
        if (SessionProof.SessionOf(http) is not null)
            return Pages.GoTo(http, wanted);
        return await accounts.ExistsAsync(ct) ? await AccountPages.ShowAsync(http, new LoginView(wanted)) : Pages.GoTo(http, "/setup");
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignIn signIn, CancellationToken ct)
    {
        var filled = await Submission.ReadAsync(http.Request, ct);
        var (name, wanted) = (filled["name"], Pages.Local(filled["back"]));
        var result = await signIn.TryAsync(name, filled["password"], ClientAddress.Guest(http), ClientAddress.NetworkOf(http), ct);
        if (result.Secret is { } secret)
        {
            SessionCookie.Session.Write(http, secret);
            SessionCookie.Visit.Delete(http);
            return filled.IsForm ? Pages.GoTo(http, wanted) : Results.Json(new SignedIn(name.Trim()), Answers.Json);
        }
        var (status, complaint) = result.Wait is { } wait ? Patience(http, wait) : (StatusCodes.Status401Unauthorized, Wrong);
        return filled.IsForm
            ? await AccountPages.ShowAsync(http, new LoginView(wanted, name, complaint), status)
            : Answers.Sentence(status, complaint);
    }

    /// <summary>After too many wrong tries.</summary>
    public static (int Status, string Complaint) Patience(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = seconds;
        return (StatusCodes.Status429TooManyRequests, $"Too many wrong tries from your network. Try again in {seconds} seconds.");
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SessionTable sessions, CancellationToken ct)
    {
        if (SessionProof.SessionOf(http) is not { } session)
            return Answers.Sentence(StatusCodes.Status403Forbidden, "Nobody is signed in here: a key needs no signing out.");
        await sessions.EndAsync(session.Id, ct);
        SessionCookie.Session.Delete(http);
        return http.Request.HasFormContentType ? Pages.GoTo(http, "/login") : Results.Json(new SignedOut(session.Account), Answers.Json);
    }
}

internal sealed record Credentials(string Name, string Password);

internal sealed record SignedIn([property: System.Text.Json.Serialization.JsonPropertyName("signed_in")] string Name);

internal sealed record SignedOut([property: System.Text.Json.Serialization.JsonPropertyName("signed_out")] string Name);
