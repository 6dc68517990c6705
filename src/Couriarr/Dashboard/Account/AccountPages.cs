using System.Globalization;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Access.Sessions;
using Couriarr.Features.Accounts;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Account;

/// <summary>What a person sees of his account. What the forms send is heard by the doors of Access, as are programs.</summary>
internal static class AccountPages
{
    public const string Password = "/ui/password";
    public const string Sessions = "/ui/sessions";
    public const string Audit = "/ui/audit";
    private const int PageSize = 50;

    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        app.MapPage(Password, (HttpContext http) => ShowAsync(http, new PasswordView()));
        app.MapPage(Sessions, ShowSessionsAsync);
        app.MapPage(Audit, ShowAuditAsync);
    }

    public static Task<IResult> ShowAsync(HttpContext http, LoginView view, int status = StatusCodes.Status200OK) =>
        Pages.ShowAloneAsync<LoginPage, LoginView>(http, Say("account.sign_in"), view, status);

    public static Task<IResult> ShowAsync(HttpContext http, SetupView view, int status = StatusCodes.Status200OK) =>
        Pages.ShowAloneAsync<SetupPage, SetupView>(http, Say("account.welcome"), view, status);

    public static Task<IResult> ShowAsync(HttpContext http, PasswordView view, int status = StatusCodes.Status200OK) =>
        Pages.ShowAsync<PasswordPage, PasswordView>(http, Say("account.change_title"), view, status);

    private static async Task<IResult> ShowSessionsAsync(HttpContext http, SessionTable sessions, CancellationToken ct)
    {
        var present = SessionProof.SessionOf(http)?.Id;
        var view = new SessionsView([.. (await sessions.ListAsync(ct)).Select(session => SessionView.Of(session, present))]);
        return await Pages.ShowAsync<SessionsPage, SessionsView>(http, Say("account.sessions"), view);
    }

    private static async Task<IResult> ShowAuditAsync(HttpContext http, AuditTrail trail, CancellationToken ct, long? before = null)
    {
        // One more than a page, to know whether there is another.
        var found = await trail.ListAsync(before, PageSize + 1, ct);
        var next = found.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Audit}?before={found[PageSize - 1].Id}") : null;
        var view = new TrailView([.. found.Take(PageSize)], before is null ? null : Audit, next);
        return await Pages.ShowAsync<AuditPage, TrailView>(http, Say("account.audit"), view);
    }
}
