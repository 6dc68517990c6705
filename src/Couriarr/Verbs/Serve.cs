using Couriarr.Jobs;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class Serve
{
    public static Task<int> RunAsync(Settings settings) => RunAsync(settings, new NoFailPoints(), _ => { });

    /// <param name="more">What tests add: their own jobs and doors.</param>
    public static async Task<int> RunAsync(
        Settings settings,
        IFailPoints failPoints,
        Action<IServiceCollection> more,
        Action<WebApplication>? moreDoors = null
    )
    {
        using var signals = new SecondSignal();
        using var logs = LoggerFactory.Create(CouriarrApp.Speak);
        await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, failPoints, logs, CancellationToken.None);
        await using var app = CouriarrApp.Build(settings, store, services => more(services.AddSingleton(failPoints)));
        moreDoors?.Invoke(app);
        await CouriarrApp.StartAsync(app, settings);
        Console.WriteLine($"Couriarr is up: look at {settings.Address}/health. Its data is in {settings.Folder}.");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
