using Couriarr.Logging;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(Settings settings, Additions additions)
    {
        using var signals = new SecondSignal();
        await using var logs = LogBook.Open(settings);
        await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, additions.FailPoints, logs.Early, CancellationToken.None);
        await using var app = CouriarrApp.Build(settings, store, logs, services => additions.Services(services.AddSingleton(additions.FailPoints)));
        additions.Doors(app);
        await CouriarrApp.StartAsync(app, settings);
        app.Services.GetRequiredService<Banner>().Show(settings.Address);
        await app.WaitForShutdownAsync();
        return 0;
    }
}
