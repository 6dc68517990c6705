using System.Net.Mime;
using Couriarr.Doors.Described;
using Couriarr.Logging;

namespace Couriarr.Doors;

/// <summary>The program's log for those who cannot reach its files.</summary>
internal static class LogsDoor
{
    private const int MostLines = 5000;

    public static void MapLogs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/logs", TailAsync)
            .Explained(
                "Logs",
                "The newest lines of the log",
                "From a level on, of all jobs or of one and its tree; the oldest of them first.",
                Examples.Log
            )
            .MayRefuse(StatusCodes.Status400BadRequest);
        app.MapGet("/logs/files", List)
            .Explained(
                "Logs",
                "The log files",
                "The program's log, the history, the JSON log, and the older ones of each.",
                Examples.LogFiles
            );
        app.MapGet("/logs/files/{id}", DownloadAsync)
            .Explained(
                "Logs",
                "One log file",
                "Secrets were taken out when it was written.",
                Examples.LogText,
                type: MediaTypeNames.Text.Plain
            )
            .MayRefuse(StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
    }

    private static async Task<IResult> TailAsync(
        LogReader reader,
        LogBook book,
        CancellationToken ct,
        int lines = 200,
        string level = "DEBUG",
        long? job = null
    )
    {
        if (lines is < 1 or > MostLines)
            return Answers.BadRequest($"lines is {lines}; it goes from 1 to {MostLines}.");
        if (LogWords.Read(level) is not { } least)
            return Answers.BadRequest($"level is '{level}', which is none. There are {LogWords.All}.");
        var found = await reader.TailAsync(lines, least, job, ct);
        return Results.Json(new LogTail([.. found.Select(LogLineView.Of)], book.Troubles), Answers.Json);
    }

    private static IResult List(LogBook book) =>
        Results.Json(new LogFiles([.. new LogShelf(book.Options).Files.Select(LogFileView.Of)]), Answers.Json);

    private static async Task<IResult> DownloadAsync(string id, LogBook book)
    {
        await book.FlushAsync();
        if (new LogShelf(book.Options).Find(id) is not { } file)
            return Answers.NotFound("There is no such log file; /logs/files lists those that are there.");
        try
        {
            var log = file.Open();
            return Results.Stream(to => SendAsync(log, to), $"{MediaTypeNames.Text.Plain}; charset=utf-8", file.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Answers.NotFound($"{file.Name} cannot be read: it was taken away, or belongs to somebody else.");
        }
    }

    // Without a length: it grows while it is read, and an answer longer than announced is broken off.
    private static async Task SendAsync(FileStream log, Stream to)
    {
        await using (log)
            await log.CopyToAsync(to);
    }
}

internal sealed record LogTail(IReadOnlyList<LogLineView> Lines, IReadOnlyList<string> Troubles);

internal sealed record LogFiles(IReadOnlyList<LogFileView> Files);

internal sealed record LogLineView(
    DateTimeOffset Time,
    string Level,
    long? Job,
    long? Root,
    string? Kind,
    int? Attempt,
    string Source,
    string Message
)
{
    public static LogLineView Of(WrittenLine line) =>
        new(line.Time.ToUniversalTime(), LogWords.Of(line.Level), line.Job, line.Root, line.Kind, line.Attempt, line.Source, line.Message);
}

internal sealed record LogFileView(string Id, string Name, long Size, DateTimeOffset ChangedAt)
{
    public static LogFileView Of(ShelvedLog file) => new(file.Id, file.Name, file.Size, file.ChangedAt);
}
