using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Goes back to a copy of the database while the service is stopped.</summary>
internal static class RestoreVerb
{
    public static Task<int> RunAsync(Settings settings, string? backup)
    {
        using var logs = LoggerFactory.Create(logging => Speech.Begin(logging, settings.Options.Logging));
        var file = LocalStore.Restore(settings.Storage, backup, TimeProvider.System, logs);
        Console.WriteLine($"The database is {file} again. The one before is kept beside it. Start the service with ./run");
        return Task.FromResult(0);
    }
}
