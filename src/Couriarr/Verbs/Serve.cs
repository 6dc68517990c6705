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
        using var logs = LoggerFactory.Create(CouriarrApp.Speak);
        await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, additions.FailPoints, logs, stop);
        await using var app = CouriarrApp.Build(
            settings,
            store,
            services => additions.Services(services.AddSingleton(additions.FailPoints))
        );
        additions.Doors(app);
        using var asked = stop.Register(app.Lifetime.StopApplication);
        if (await CouriarrApp.StartAsync(app, settings))
            Console.WriteLine($"Couriarr is up: look at {settings.Url}/health. Its data is in {settings.Folder}.");
        await app.WaitForShutdownAsync(CancellationToken.None);
    }
}
