using Couriarr.Logging;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Goes back to a copy of the database while the service is stopped.</summary>
internal static class RestoreVerb
{
    public static async Task<int> RunAsync(Settings settings, string? backup)
    {
        await using var logs = LogBook.Open(settings);
        var file = Restore(settings, backup, logs);
        Console.WriteLine($"The database is {file} again. The one before is kept beside it. Start the service with ./run");
        return 0;
    }

    /// <returns>The copy that was taken.</returns>
    public static string Restore(Settings settings, string? backup, LogBook logs) =>
        LocalStore.Restore(settings.Storage, backup, TimeProvider.System, logs.Early);
}
