using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Arr.Api;

/// <summary>Who answers at an address.</summary>
public sealed record ArrStatus(string AppName, string Version, string? InstanceName)
{
    internal static ArrStatus? Of(JsonElement json) =>
        json.Text("appName") is { } app && json.Text("version") is { } version ? new(app, version, json.Text("instanceName")) : null;
}

/// <summary>A movie, series, artist or author.</summary>
/// <param name="Folder">As the app sees it.</param>
public sealed record ArrWork(long Id, string Title, string Folder)
{
    private static readonly string[] FileCounts = ["movieFileCount", "episodeFileCount", "trackFileCount", "bookFileCount"];

    public int? Year { get; init; }
    public WorkIds Ids { get; init; } = new();
    public Uri? Poster { get; init; }
    public bool Monitored { get; init; }

    /// <summary>A movie's file, which comes along with it.</summary>
    public ArrFile? File { get; init; }

    /// <summary>Whether the app says that it has any, also when nothing of use is told of them.</summary>
    public bool HasFile { get; init; }

    internal static ArrWork? Of(JsonElement json) =>
        json.Number("id") is { } id && json.Text("path") is { } folder
            ? new(id, json.Text("title") ?? json.Text("artistName") ?? json.Text("authorName") ?? folder, folder)
            {
                Year = json.Id("year"),
                Ids = new(json.Id("tmdbId"), json.Id("tvdbId"), json.Text("imdbId"), json.Id("tvMazeId")),
                Poster = PosterOf(json),
                Monitored = json.Flag("monitored"),
                File = json.Child("movieFile") is { } file ? ArrFile.Of(file) : null,
                HasFile = json.Flag("hasFile") || json.Child("movieFile") is not null || HasFiles(json),
            }
            : null;

    private static bool HasFiles(JsonElement json) =>
        json.Child("statistics") is { } counted && Array.Exists(FileCounts, name => counted.Number(name) > 0);

    private static Uri? PosterOf(JsonElement json) =>
        json.Items("images").FirstOrDefault(image => image.Text("coverType") == "poster") is { ValueKind: JsonValueKind.Object } poster
        && Uri.TryCreate(poster.Text("remoteUrl"), UriKind.Absolute, out var address)
            ? address
            : null;
}

/// <param name="Path">Whole, as the app sees it.</param>
public sealed record ArrFile(long Id, string Path, long Size)
{
    public string? Relative { get; init; }
    public string? Quality { get; init; }
    public DateTimeOffset? Added { get; init; }
    public int? Season { get; init; }

    internal static ArrFile? Of(JsonElement json) =>
        json.Number("id") is { } id && json.Text("path") is { } path
            ? new(id, path, json.Number("size") ?? 0)
            {
                Relative = json.Text("relativePath"),
                Quality = QualityOf(json),
                Added = json.Time("dateAdded"),
                Season = (int?)json.Number("seasonNumber"),
            }
            : null;

    internal static string? QualityOf(JsonElement json) => json.Child("quality")?.Child("quality")?.Text("name");
}

/// <param name="FileId">Null when it has none.</param>
public sealed record ArrEpisode(long Id, int Season, int Number, string? Title, long? FileId)
{
    internal static ArrEpisode? Of(JsonElement json) =>
        json.Number("id") is { } id
            ? new(
                id,
                (int)(json.Number("seasonNumber") ?? 0),
                (int)(json.Number("episodeNumber") ?? 0),
                json.Text("title"),
                json.Id("episodeFileId")
            )
            : null;
}

/// <param name="FreeBytes">Null when the app cannot say.</param>
public sealed record ArrRootFolder(string Path, bool IsAccessible, long? FreeBytes)
{
    internal static ArrRootFolder? Of(JsonElement json) =>
        json.Text("path") is { } path ? new(path, json.Flag("accessible"), json.Number("freeSpace")) : null;
}

/// <summary>A quality profile or a tag: a number and what people call it.</summary>
public sealed record ArrName(long Id, string Name)
{
    internal static ArrName? Of(JsonElement json) =>
        json.Number("id") is { } id && (json.Text("name") ?? json.Text("label")) is { } name ? new(id, name) : null;
}

/// <summary>One row of the history that says that a file came in. A file of two episodes has two.</summary>
/// <param name="Date">By the app's clock, to the second.</param>
/// <param name="Path">Where the file was then; it may have been renamed or replaced since.</param>
public sealed record ArrImport(long Id, DateTimeOffset Date, long WorkId, string Path)
{
    public long? FileId { get; init; }
    public long? Size { get; init; }
    public string? Quality { get; init; }
    public string? Download { get; init; }

    /// <summary>Null when the app has it no more.</summary>
    public ArrWork? Work { get; init; }
    public ArrEpisode? Episode { get; init; }

    internal static ArrImport? Of(JsonElement json, ArrDialect dialect) =>
        json.Number("id") is { } id
        && json.Time("date") is { } date
        && json.Child("data") is { } facts
        && facts.Text("importedPath") is { } path
            ? new(id, date, json.Number(dialect.WorkId) ?? 0, path)
            {
                FileId = facts.Number("fileId") is > 0 and var file ? file : null,
                Size = facts.Number("size"),
                Quality = ArrFile.QualityOf(json),
                Download = json.Text("downloadId"),
                Work = json.Child(dialect.Work) is { } work ? ArrWork.Of(work) : null,
                Episode = json.Child("episode") is { } episode ? ArrEpisode.Of(episode) : null,
            }
            : null;
}
