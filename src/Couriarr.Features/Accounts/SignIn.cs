namespace Couriarr.Features.Accounts;

/// <param name="Secret">Of the session that began; null when nobody was let in.</param>
/// <param name="Wait">How long to wait before trying again, after too many wrong tries.</param>
public sealed record SignInResult(string? Secret, TimeSpan? Wait = null);

/// <summary>Lets the administrator in, and nobody else, however often they try. Leaves a trace of both.</summary>
public sealed class SignIn(AccountTable accounts, SessionTable sessions, AttemptTable attempts, AuditTrail trail)
{
    public async Task<SignInResult> TryAsync(string name, string password, Guest guest, string network, CancellationToken ct)
    {
        if (await attempts.TakeAsync(network, ct) is { } wait)
            return new SignInResult(Secret: null, wait);
        var account = await accounts.FindAsync(ct);
        var isKnown = account is not null && account.Name == name.Trim();
        var isRight = (isKnown ? account!.Password : PasswordHash.OfNobody).Matches(password);
        if (isKnown && isRight && await sessions.BeginAsync(account!, guest, ct) is { } secret)
        {
            await attempts.ForgiveAsync(network, ct);
            await trail.WriteAsync(new Deed(account!.Name, "Signed in", "", guest.Address), ct);
            return new SignInResult(secret);
        }
        // What was typed as a name may be a password that slipped into the wrong field: it is not written down.
        var who = isKnown ? account!.Name : "somebody under an unknown name";
        await trail.WriteAsync(new Deed(who, "Failed to sign in", "", guest.Address), ct);
        return new SignInResult(Secret: null);
    }
}
