namespace Couriarr.Features.Configuration.Options;

public enum LogDetail
{
    Debug,
    Info,
    Warning,
    Error,
}

public enum LogFormat
{
    Text,
    Json,
}

public sealed record LoggingOptions
{
    [Option("How much is written.", Variables = "SYNC_LOG_LEVEL")]
    public LogDetail Level { get; init; } = LogDetail.Info;

    [Option("How the program's own lines look.")]
    public LogFormat Format { get; init; } = LogFormat.Text;

    [Option(
        "The folder for log files; a name that ends in .log is the history file itself. Without it: logs in the data folder.",
        Variables = "SYNC_LOG_PATH"
    )]
    public string? Path { get; init; }

    [Option("A file that gets every line as JSON besides.", Variables = "SYNC_LOG_JSON_PATH")]
    public string? JsonPath { get; init; }

    [Option("How large a log file grows before a new one is begun, in MB.", Min = 1, Max = 10_000)]
    public int MaxSizeMb { get; init; } = 10;

    [Option("How many older files of the program's log are kept.", Min = 0, Max = 1000)]
    public int Keep { get; init; } = 5;

    [Option("How many older files of the history are kept.", Min = 0, Max = 1000)]
    public int KeepHistory { get; init; } = 10;
}
