using Couriarr.Features.Configuration.Options;
using Couriarr.Storage;

namespace Couriarr.Logging;

/// <summary>What is logged, and where to.</summary>
/// <param name="Folder">Of sync_webhook.log.</param>
/// <param name="History">The file for people.</param>
internal sealed record LogOptions(string Folder, string History)
{
    public const string ApplicationName = "sync_webhook.log";
    public const string HistoryName = "sync_history.log";
    public const string JsonName = "sync_webhook.json";
    private const long Mega = 1024 * 1024;

    public Rolling ApplicationRolling { get; init; } = new(10 * Mega, 5);
    public Rolling HistoryRolling { get; init; } = new(10 * Mega, 10);

    public string Application => Path.Combine(Folder, ApplicationName);

    /// <summary>A JSON log beside the text; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>Standard output speaks JSON.</summary>
    public bool IsJson { get; init; }

    public LogLevel Level { get; init; } = LogLevel.Information;

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What the owner should know about these settings, said once at the start.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>As the configuration says. It has told of the path already.</summary>
    public static LogOptions Of(Settings settings) => Of(settings, settings.Options.Logging);

    private static LogOptions Of(Settings settings, LoggingOptions logging) =>
        Read(settings, name => Said(logging, name)) with
        {
            Notices = [],
            ApplicationRolling = new(logging.MaxSizeMb * Mega, logging.Keep),
            HistoryRolling = new(logging.MaxSizeMb * Mega, logging.KeepHistory),
        };

    private static string? Said(LoggingOptions logging, string name) =>
        name switch
        {
            "SYNC_LOG_PATH" => logging.Path,
            "SYNC_LOG_JSON_PATH" => logging.JsonPath,
            "SYNC_LOG_LEVEL" => logging.Level.ToString(),
            "LOGGING_FORMAT" => logging.Format.ToString(),
            _ => null,
        };

    /// <param name="variable">The value of an environment variable, if it has one.</param>
    public static LogOptions Read(Settings settings, Func<string, string?> variable)
    {
        var (options, notices) = Place(variable("SYNC_LOG_PATH"), Path.Combine(settings.Folder, "logs"));
        var json = variable("SYNC_LOG_JSON_PATH") is { } path ? InFolder(path, JsonName) : null;
        if (json == options.Application || json == options.History)
            throw Wrong($"SYNC_LOG_JSON_PATH is {json}, where the text log is written already. Name another file for the JSON log.");
        return options with
        {
            Json = json,
            IsJson = ReadFormat(variable),
            Level = ReadLevel(variable),
            Zone = settings.Zone,
            Notices = notices,
        };
    }

    // One of the older services wanted a file here, the other a folder.
    private static (LogOptions, IReadOnlyList<string> Notices) Place(string? path, string ordinary)
    {
        if (path is null || !IsFile(path))
        {
            var folder = Path.GetFullPath(path ?? ordinary);
            return (new(folder, Path.Combine(folder, HistoryName)), []);
        }
        var file = Path.GetFullPath(path);
        var around = Path.GetDirectoryName(file)!;
        var history = Path.GetFileName(file) == ApplicationName ? Path.Combine(around, HistoryName) : file;
        return (
            new(around, history),
            [
                $"SYNC_LOG_PATH names a file: {history} gets the history, and {ApplicationName} is written beside it. Name a folder to keep both names.",
            ]
        );
    }

    private static bool IsFile(string path) =>
        File.Exists(path) || (path.EndsWith(".log", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path));

    private static string InFolder(string path, string name) =>
        Path.GetFullPath(Directory.Exists(path) || Path.EndsInDirectorySeparator(path) ? Path.Combine(path, name) : path);

    private static LogLevel ReadLevel(Func<string, string?> variable)
    {
        if (First(variable, "SYNC_LOG_LEVEL", "LOGGING_LEVEL") is not var (name, word))
            return LogLevel.Information;
        return LogWords.Read(word) ?? throw Wrong($"{name} is '{word}', which is no log level. There are {LogWords.All}.");
    }

    private static bool ReadFormat(Func<string, string?> variable) =>
        variable("LOGGING_FORMAT")?.Trim().ToUpperInvariant() switch
        {
            null or "TEXT" => false,
            "JSON" => true,
            var other => throw Wrong($"LOGGING_FORMAT is '{other}'. There are json and text."),
        };

    private static (string Name, string Value)? First(Func<string, string?> variable, params IEnumerable<string> names) =>
        names.Select(name => (name, variable(name))).FirstOrDefault(found => found.Item2 is not null) is (var first, { } value)
            ? (first, value)
            : null;

    private static StartupException Wrong(string sentence) => new(sentence, StartupException.Configuration);
}
