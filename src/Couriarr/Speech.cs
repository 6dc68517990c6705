using Couriarr.Features.Configuration.Options;

namespace Couriarr;

/// <summary>How the program speaks to its console: one event, one line.</summary>
internal static class Speech
{
    public static void Begin(ILoggingBuilder logging, LoggingOptions options)
    {
        if (options.Format == LogFormat.Json)
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
        else
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "yyyy-MM-dd HH:mm:ss "));
        logging.SetMinimumLevel(LevelOf(options.Level)).AddFilter("Microsoft", LogLevel.Warning);
        // Why a start failed is said in one sentence by the verb.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    private static LogLevel LevelOf(LogDetail detail) =>
        detail switch
        {
            LogDetail.Debug => LogLevel.Debug,
            LogDetail.Warning => LogLevel.Warning,
            LogDetail.Error => LogLevel.Error,
            _ => LogLevel.Information,
        };
}
