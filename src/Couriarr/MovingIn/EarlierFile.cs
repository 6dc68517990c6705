namespace Couriarr.MovingIn;

/// <summary>What a file of an older service is, by its name.</summary>
internal static class EarlierFile
{
    public static readonly IReadOnlyList<string> Known =
    [
        "sync_jobs.db",
        "shows.db",
        ".env",
        "config.yaml",
        "config.yml",
        "apprise.yml",
        "apprise.yaml",
    ];

    public static bool IsConfiguration(string file) =>
        IsYaml(file) || Path.GetFileName(file).StartsWith(".env", StringComparison.Ordinal) || Path.GetExtension(file) == ".env";

    public static bool IsYaml(string file) =>
        file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>How far the catalogue was read: it is read anew, so that this counts for nothing.</summary>
    public static bool IsForgotten(string file) => Path.GetExtension(file) == ".json";

    /// <summary>What a database wrote and did not put into its file yet: somebody has it open, or it was copied in that state.</summary>
    public static bool IsUnfinished(string file) =>
        file.EndsWith("-wal", StringComparison.Ordinal) || file.EndsWith("-shm", StringComparison.Ordinal);
}
