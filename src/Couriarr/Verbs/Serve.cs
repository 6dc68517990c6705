using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Logging;
using Couriarr.Storage;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Verbs;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(Settings settings, Action<IServiceCollection>? more = null)
    {
        await using var logs = new LogBook(LogOptions.Read(settings, Settings.Variable), Redactor.OfTheEnvironment(), TimeProvider.System, Console.OpenStandardOutput());
        await using var database = await SqliteDatabase.OpenAsync(
            new SqliteOptions(settings.Folder),
            [StorageModule.JobTables],
            TimeProvider.System,
            new NoFailPoints(),
            default,
            logs.LoggerOf<SqliteDatabase>()
        );
        await using var app = CouriarrApp.Build(settings, database, logs, more);
        using var signals = new SecondSignal();
        await CouriarrApp.StartAsync(app, settings);
        app.Services.GetRequiredService<Banner>().Show(settings.Address);
        await app.WaitForShutdownAsync();
        return 0;
    }
}
