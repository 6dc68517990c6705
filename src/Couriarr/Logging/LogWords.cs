namespace Couriarr.Logging;

/// <summary>The names of the levels: ours, those of the older services and those of .NET.</summary>
internal static class LogWords
{
    public const string All = "DEBUG, INFO, WARNING, ERROR";

    public static LogLevel? Read(string word) =>
        word.Trim().ToUpperInvariant() switch
        {
            "TRACE" or "VERBOSE" => LogLevel.Trace,
            "DEBUG" => LogLevel.Debug,
            "INFO" or "INFORMATION" or "NOTICE" => LogLevel.Information,
            "WARNING" or "WARN" => LogLevel.Warning,
            "ERROR" or "ERR" => LogLevel.Error,
            "CRITICAL" or "FATAL" => LogLevel.Critical,
            "NONE" or "OFF" => LogLevel.None,
            _ => null,
        };

    public static string Of(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "TRACE",
            LogLevel.Debug => "DEBUG",
            LogLevel.Information => "INFO",
            LogLevel.Warning => "WARNING",
            LogLevel.Error => "ERROR",
            LogLevel.Critical => "CRITICAL",
            _ => "OFF",
        };
}
