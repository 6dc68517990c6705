using Couriarr.Features.Accounts;
using Couriarr.Features.Configuration;
using Couriarr.Jobs;
using Couriarr.Logging;
using Couriarr.Storage;

namespace Couriarr.Doors.Access.Setup;

/// <summary>As long as there is no administrator: makes the one whom the configuration names, or has the first visitor become it.</summary>
internal sealed class FirstVisit(
    AccountTable accounts,
    AuditTrail trail,
    Settings settings,
    LogBook logs,
    IFailPoints failPoints,
    ILogger<FirstVisit> log
) : IHostedService
{
    public SetupCode Code { get; } = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Options.Auth.AdminPassword is not { } password || await accounts.ExistsAsync(cancellationToken))
            return;
        if (AccountRules.ComplaintAboutPassword(password.Reveal()) is { } weak)
            throw new StartupException($"auth.admin_password cannot be used: {weak}", StartupException.Configuration);
        await CreateAsync(new Account(AccountRules.FirstName, PasswordHash.Of(password.Reveal())), "the configuration", cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>False when somebody was faster.</returns>
    public async Task<bool> CreateAsync(Account account, string address, CancellationToken ct)
    {
        failPoints.Reach("setup.before_create");
        if (!await accounts.CreateAsync(account, ct))
            return false;
        await trail.WriteAsync(new Deed(account.Name, "Became the administrator", "", address), ct);
        return true;
    }

    /// <summary>Where to go, when the program is up. The code is only said on its own output: others may read the log files.</summary>
    public async Task AnnounceAsync(string address, CancellationToken ct)
    {
        if (!settings.Options.Server.Enabled || await accounts.ExistsAsync(ct))
            return;
        log.LogInformation(
            "There is no administrator yet. Open {Address}/setup; the code for it stands on the program's own output, not in its log files",
            address
        );
        logs.Whisper(typeof(FirstVisit), $"The code for {address}/setup is {Code.Text}");
    }
}
