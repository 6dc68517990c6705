using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Makes a copy of the database: by itself when nobody has the folder, else by asking the service that has.</summary>
internal static class BackUpVerb
{
    public static async Task<int> RunAsync(Settings settings, CancellationToken ct)
    {
        var backup = await MakeAsync(settings, ct);
        Console.WriteLine($"The copy is {Path.Combine(settings.Folder, "backups", backup.Name)} ({backup.Bytes} bytes).");
        return 0;
    }

    private static async Task<Backup> MakeAsync(Settings settings, CancellationToken ct)
    {
        using var logs = LoggerFactory.Create(_ => { });
        try
        {
            await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, logs, ct);
            return await store.Backups.MakeAsync(ct);
        }
        catch (StartupException e) when (e.IsAlreadyRunning)
        {
            using var service = new RunningCouriarr(settings);
            return await service.PostAsync<Backup>("/backups", ct);
        }
    }
}
