using Couriarr.Dashboard.Frame;
using Couriarr.Logging;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Logs;

/// <summary>The program's log for those who cannot reach its files.</summary>
internal static class LogsPages
{
    private const int MostLines = 300;
    private const int LongestText = 200;
    private static readonly LogLevel[] Levels = [LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error];

    public static void MapLogsPages(this IEndpointRouteBuilder app) => app.MapPage("/ui/logs", ShowAsync);

    // What makes no sense in the address is left out of account: people get here by links and by typing.
    private static async Task<IResult> ShowAsync(
        HttpContext http,
        LogReader reader,
        LogBook book,
        CancellationToken ct,
        string? level = null,
        string? q = null,
        string? job = null
    )
    {
        var least = level is not null && LogWords.Read(level) is { } read && Levels.Contains(read) ? read : LogLevel.Information;
        var text = q?.Trim() is { Length: > 0 and <= LongestText } given ? given : null;
        long? number = long.TryParse(job?.TrimStart('#'), out var id) ? id : null;
        var lines = await reader.FindAsync(new LogQuestion(MostLines, least) { Job = number, Text = text }, ct);
        var view = new LogsView([.. lines.Reverse()], least, text, number)
        {
            Levels = Levels,
            Files = new LogShelf(book.Options).Files,
            Troubles = book.Troubles,
        };
        return await Pages.ShowAsync<LogsPage, LogsView>(http, Say("logs.title"), view);
    }
}

/// <param name="Lines">The latest first.</param>
internal sealed record LogsView(IReadOnlyList<WrittenLine> Lines, LogLevel Least, string? Text, long? Job)
{
    public required IReadOnlyList<LogLevel> Levels { get; init; }
    public required IReadOnlyList<ShelvedLog> Files { get; init; }
    public required IReadOnlyList<string> Troubles { get; init; }
    public bool IsFiltered => Text is not null || Job is not null || Least != LogLevel.Information;
}
