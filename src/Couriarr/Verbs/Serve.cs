using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(Settings settings, Additions additions)
    {
        using var signals = new SecondSignal();
        using var logs = LoggerFactory.Create(CouriarrApp.Speak);
        await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, additions.FailPoints, logs, CancellationToken.None);
        await using var app = CouriarrApp.Build(settings, store, services => additions.Services(services.AddSingleton(additions.FailPoints)));
        additions.Doors(app);
        await CouriarrApp.StartAsync(app, settings);
        Console.WriteLine($"Couriarr is up: look at {settings.Address}/health. Its data is in {settings.Folder}.");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
