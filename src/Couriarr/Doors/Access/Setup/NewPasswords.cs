using Couriarr.Features.Accounts;
using Couriarr.Jobs;

namespace Couriarr.Doors.Access.Setup;

/// <summary>Takes up the password that the owner set on the host while the service runs.</summary>
internal sealed class NewPasswords(PasswordNote note, AccountTable accounts, AuditTrail trail, Loops loops, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("new password", LookAsync, stoppingToken);

    private async Task LookAsync(CancellationToken stopping)
    {
        while (true)
        {
            if (note.Read() is { } found)
                await TakeAsync(found, stopping);
            await Task.Delay(Pace, clock, stopping);
        }
    }

    // Torn up last: a crash in between sets the same password twice.
    private async Task TakeAsync(NotedPassword found, CancellationToken ct)
    {
        var account = await accounts.SetPasswordAsync(found.Name, found.Password, ct);
        await trail.WriteAsync(new Deed("the owner of the host", "Set a new password", account.Name, "this machine"), ct);
        note.TearUp();
    }
}
