using System.Globalization;
using Couriarr.Doors.Access.Setup;
using Couriarr.Features.Accounts;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Saving;
using Couriarr.Logging;
using Couriarr.Saving;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Runs the service until it is told to stop; anew, whenever somebody asked for that.</summary>
internal static class Serve
{
    /// <param name="read">The configuration as it is at that moment.</param>
    public static async Task<int> RunAsync(Func<Settings> read, Additions additions)
    {
        using var signals = new SecondSignal();
        await RunAsync(read, additions, signals.First);
        return 0;
    }

    public static async Task RunAsync(Func<Settings> read, Additions additions, CancellationToken stop)
    {
        try
        {
            var turn = new Turn(GoesOn: true);
            do turn = await RunOnceAsync(read(), additions, turn.Untold, stop);
            while (turn.GoesOn && !stop.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped before it was up: nothing was accepted, and a migration under way goes on at the next start.
        }
    }

    private static async Task<Turn> RunOnceAsync(Settings settings, Additions additions, Deed? untold, CancellationToken stop)
    {
        await using var logs = LogBook.Open(settings, additions.Output());
        var restart = await RunAsync(settings, additions, logs, untold, stop);
        var wentBack = restart is { IsWanted: true, Backup: { } backup } && GoBack(settings, backup, logs);
        return new Turn(restart.IsWanted, wentBack ? restart.Deed : null);
    }

    private static async Task<Restart> RunAsync(Settings settings, Additions additions, LogBook logs, Deed? untold, CancellationToken stop)
    {
        await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, additions.FailPoints, logs.Early, stop);
        if (settings.Config?.Unusable is { } unusable)
            SetAside(settings, unusable, logs.Early.CreateLogger<SavedFile>());
        await using var app = CouriarrApp.Build(
            settings,
            store,
            logs,
            services => additions.Services(services.AddSingleton(additions.FailPoints))
        );
        additions.Doors(app);
        using var asked = stop.Register(app.Lifetime.StopApplication);
        if (await CouriarrApp.StartAsync(app, settings))
        {
            if (untold is not null)
                await app.Services.GetRequiredService<AuditTrail>().WriteAsync(untold, CancellationToken.None);
            await app.Services.GetRequiredService<Banner>().ShowAsync(settings.Url, stop);
            await app.Services.GetRequiredService<FirstVisit>().AnnounceAsync($"{settings.Url}{settings.Options.Server.BasePath}", stop);
        }
        var restart = app.Services.GetRequiredService<Restart>();
        await app.WaitForShutdownAsync(CancellationToken.None);
        return restart;
    }

    // A copy that turns out to be of no use changes nothing: the service goes on with what it has.
    private static bool GoBack(Settings settings, string backup, LogBook logs)
    {
        try
        {
            RestoreVerb.Restore(settings, backup, logs);
            return true;
        }
        catch (StartupException e)
        {
            logs.Early.CreateLogger<Restart>().LogError("{Backup} was not restored: {Why}", backup, e.Message);
            return false;
        }
    }

    private static void SetAside(Settings settings, Problems unusable, ILogger log)
    {
        var file = new SavedFile(settings.Folder);
        try
        {
            var stamp = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            log.LogError(
                "What was saved on the pages does not count, only the configuration file does: {Why}. It is kept as {Aside}",
                string.Join(" ", unusable.Errors.Take(ConfigVerbs.MostAtOnce)),
                file.SetAside(stamp)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError("{File} cannot be set aside: {Why}", file.Path, e.Message);
        }
    }

    /// <param name="GoesOn">It is to begin anew.</param>
    /// <param name="Untold">What the audit trail does not know, because it is of the database that was gone back to.</param>
    private sealed record Turn(bool GoesOn, Deed? Untold = null);
}
