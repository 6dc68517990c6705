using Couriarr.Jobs;
using Couriarr.Storage;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Verbs;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(Settings settings, Action<IServiceCollection>? more = null)
    {
        await using var database = await SqliteDatabase.OpenAsync(
            new SqliteOptions(settings.Folder),
            [StorageModule.JobTables],
            TimeProvider.System,
            new NoFailPoints(),
            default
        );
        await using var app = CouriarrApp.Build(settings, database, more);
        using var signals = new SecondSignal();
        await CouriarrApp.StartAsync(app, settings);
        Console.WriteLine(
            $"Couriarr is up: {(settings.Options.Server.Enabled ? $"look at {settings.Address}/health" : "nothing listens (server.enabled)")}. Its data is in {settings.Folder}."
        );
        await app.WaitForShutdownAsync();
        return 0;
    }
}
