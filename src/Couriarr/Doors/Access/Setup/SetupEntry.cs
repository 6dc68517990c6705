using Couriarr.Doors.Access.Sessions;
using Couriarr.Features.Accounts;

namespace Couriarr.Doors.Access.Setup;

/// <summary>Whether the first visitor is let in, and as whom.</summary>
internal sealed class SetupEntry(AttemptTable attempts, SessionTable sessions)
{
    /// <returns>No complaint when it is done.</returns>
    public async Task<(int Status, string? Complaint)> TryAsync(HttpContext http, Submission filled, FirstVisit visit, CancellationToken ct)
    {
        var network = ClientAddress.NetworkOf(http);
        if (await attempts.TakeAsync(network, ct) is { } wait)
            return LoginDoor.Patience(http, wait);
        if (!visit.Code.Matches(filled["code"]))
            return (StatusCodes.Status403Forbidden, "The code is wrong. It is printed at every start, and a new one each time.");
        await attempts.ForgiveAsync(network, ct);
        if (ComplaintAbout(filled) is { } complaint)
            return (StatusCodes.Status400BadRequest, complaint);
        return await EnterAsync(http, filled, visit, ct)
            ? (StatusCodes.Status201Created, null)
            : (StatusCodes.Status409Conflict, "Somebody else became the administrator at this very moment.");
    }

    private static string? ComplaintAbout(Submission filled) =>
        AccountRules.ComplaintAboutName(filled["name"])
        ?? AccountRules.ComplaintAboutPassword(filled["password"])
        ?? (filled.IsForm && filled["password"] != filled["again"] ? "The two passwords are not the same." : null);

    private async Task<bool> EnterAsync(HttpContext http, Submission filled, FirstVisit visit, CancellationToken ct)
    {
        var account = new Account(filled["name"].Trim(), PasswordHash.Of(filled["password"]));
        if (!await visit.CreateAsync(account, ClientAddress.Of(http), ct))
            return false;
        if (await sessions.BeginAsync(account, ClientAddress.Guest(http), ct) is { } secret)
            SessionCookie.Session.Write(http, secret);
        return true;
    }
}
