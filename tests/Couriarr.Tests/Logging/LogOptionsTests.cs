using Couriarr.Logging;
using Couriarr.Storage;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class LogOptionsTests
{
    private static readonly Settings Settings = new("/data", "127.0.0.1", 8475, TimeZoneInfo.Utc);

    [Fact]
    public void Keeps_the_logs_in_the_data_folder_when_nothing_is_said()
    {
        var options = Read([]);

        Assert.Equal(
            ("/data/logs/sync_webhook.log", "/data/logs/sync_history.log", null),
            (options.Application, options.History, options.Json)
        );
        Assert.Equal((LogLevel.Information, false), (options.Level, options.IsJson));
        Assert.Empty(options.Notices);
    }

    [Theory]
    [InlineData("/logs", "/logs/sync_webhook.log", "/logs/sync_history.log", 0)]
    [InlineData("/logs/", "/logs/sync_webhook.log", "/logs/sync_history.log", 0)]
    [InlineData("/logs/mine.log", "/logs/sync_webhook.log", "/logs/mine.log", 1)]
    [InlineData("/logs/sync_history.log", "/logs/sync_webhook.log", "/logs/sync_history.log", 1)]
    [InlineData("/logs/sync_webhook.log", "/logs/sync_webhook.log", "/logs/sync_history.log", 1)]
    public void Takes_the_log_path_as_a_folder_or_as_the_history_file_and_says_so_once(
        string path,
        string application,
        string history,
        int notices
    )
    {
        var options = Read(new() { ["SYNC_LOG_PATH"] = path });

        Assert.Equal((application, history, notices), (options.Application, options.History, options.Notices.Count));
    }

    [Fact]
    public void Looks_what_the_log_path_really_is()
    {
        var folder = Directory.CreateTempSubdirectory("couriarr-path-").FullName;
        var file = Path.Combine(folder, "history");
        var odd = Directory.CreateDirectory(Path.Combine(folder, "folder.log")).FullName;
        File.WriteAllText(file, "");

        Assert.Equal(file, Read(new() { ["SYNC_LOG_PATH"] = file }).History);
        Assert.Equal(Path.Combine(odd, "sync_history.log"), Read(new() { ["SYNC_LOG_PATH"] = odd }).History);
        Assert.Equal(Path.Combine(folder, "sync_webhook.json"), Read(new() { ["SYNC_LOG_JSON_PATH"] = folder }).Json);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("SYNC_LOG_LEVEL", "DEBUG", LogLevel.Debug)]
    [InlineData("SYNC_LOG_LEVEL", "info", LogLevel.Information)]
    [InlineData("LOGGING_LEVEL", "WARNING", LogLevel.Warning)]
    [InlineData("LOGGING_LEVEL", "Warn", LogLevel.Warning)]
    [InlineData("LOGGING_LEVEL", "error", LogLevel.Error)]
    [InlineData("LOGGING_LEVEL", "Information", LogLevel.Information)]
    [InlineData("LOGGING_LEVEL", "Critical", LogLevel.Critical)]
    public void Understands_the_levels_of_the_documents_and_those_of_the_framework(string name, string word, LogLevel level) =>
        Assert.Equal(level, Read(new() { [name] = word }).Level);

    [Theory]
    [InlineData("SYNC_LOG_LEVEL", "chatty", "SYNC_LOG_LEVEL is 'chatty'")]
    [InlineData("LOGGING_FORMAT", "xml", "There are json and text")]
    [InlineData("SYNC_LOG_JSON_PATH", "/data/logs/sync_history.log", "Name another file")]
    public void Says_what_is_wrong_with_a_setting(string name, string value, string sentence)
    {
        var mistake = Assert.Throws<StartupException>(() => Read(new() { [name] = value }));

        Assert.Contains(sentence, mistake.Message, StringComparison.Ordinal);
        Assert.Equal(StartupException.Configuration, mistake.ExitCode);
    }

    private static LogOptions Read(Dictionary<string, string> environment) => LogOptions.Read(Settings, environment.GetValueOrDefault);
}
