using Couriarr.Doors.Access.Setup;
using Couriarr.Logging;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(Settings settings, Additions additions)
    {
        using var signals = new SecondSignal();
        try
        {
            await RunAsync(settings, additions, signals.First);
        }
        catch (OperationCanceledException) when (signals.First.IsCancellationRequested)
        {
            // Stopped before it was up: nothing was accepted, and a migration under way goes on at the next start.
        }
        return 0;
    }

    private static async Task RunAsync(Settings settings, Additions additions, CancellationToken stop)
    {
        await using var logs = LogBook.Open(settings);
        await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, additions.FailPoints, logs.Early, stop);
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
            await app.Services.GetRequiredService<Banner>().ShowAsync(settings.Url, stop);
            await app.Services.GetRequiredService<FirstVisit>().AnnounceAsync($"{settings.Url}{settings.Options.Server.BasePath}", stop);
        }
        await app.WaitForShutdownAsync(CancellationToken.None);
    }
}
