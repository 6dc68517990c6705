namespace Couriarr.Features.Accounts;

/// <summary>A new password in the place of the present one. Guessing the present one is no easier here than at the door.</summary>
public sealed class PasswordChange(AccountTable accounts, SessionTable sessions, AttemptTable attempts)
{
    /// <returns>The secret of a new session, for all old ones have ended.</returns>
    public async Task<SignInResult> TryAsync(string present, string wanted, Guest guest, string network, CancellationToken ct)
    {
        if (await attempts.TakeAsync(network, ct) is { } wait)
            return new SignInResult(Secret: null, wait);
        if (await accounts.FindAsync(ct) is not { } account || !account.Password.Matches(present))
            return new SignInResult(Secret: null);
        await attempts.ForgiveAsync(network, ct);
        var changed = await accounts.SetPasswordAsync(name: null, PasswordHash.Of(wanted), ct);
        return new SignInResult(await sessions.BeginAsync(changed, guest, ct));
    }
}
