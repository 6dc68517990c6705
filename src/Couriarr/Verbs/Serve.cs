using Couriarr.Storage;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Verbs;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(Settings settings, Additions additions)
    {
        await using var database = await SqliteDatabase.OpenAsync(
            new SqliteOptions(settings.Folder),
            [StorageModule.JobTables],
            TimeProvider.System,
            additions.FailPoints,
            default
        );
        await using var app = CouriarrApp.Build(settings, database, additions);
        using var signals = new SecondSignal();
        await CouriarrApp.StartAsync(app, settings);
        Console.WriteLine($"Couriarr is up: look at {settings.Address}/health. Its data is in {settings.Folder}.");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
