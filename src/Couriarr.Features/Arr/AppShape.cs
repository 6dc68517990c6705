using System.Collections.Frozen;
using Couriarr.Features.Media;

namespace Couriarr.Features.Arr;

/// <summary>The words in which one app says what all of them say. Taken from what each of them really sends.</summary>
internal sealed record AppShape(ArrApp App, MediaType Media)
{
    private static readonly string[] Shared =
    [
        "eventType",
        "instanceName",
        "applicationUrl",
        "downloadClient",
        "downloadClientType",
        "downloadId",
        "downloadInfo",
        "downloadStatus",
        "downloadStatusMessages",
        "customFormatInfo",
        "release",
        "isUpgrade",
        "deletedFiles",
        "deleteReason",
        "addMethod",
        "level",
        "message",
        "type",
        "wikiUrl",
        "previousVersion",
        "newVersion",
    ];

    private static readonly string[] Quiet =
    [
        "Grab",
        "Health",
        "HealthRestored",
        "ApplicationUpdate",
        "ManualInteractionRequired",
        "DownloadFailure",
        "ImportFailure",
    ];

    private static readonly AppShape Radarr = new(ArrApp.Radarr, MediaType.Movie)
    {
        Work = "movie",
        Title = "title",
        Folder = ["folderPath", "path"],
        File = "movieFile",
        Files = "movieFiles",
        Renamed = "renamedMovieFiles",
        FileDeleted = "MovieFileDelete",
        WorkDeleted = "MovieDelete",
        Ignored = Names(Quiet, "MovieAdded"),
        Members = Names(Shared, "movie", "remoteMovie", "movieFile", "renamedMovieFiles", "movieFolderSize"),
    };

    private static readonly AppShape Sonarr = new(ArrApp.Sonarr, MediaType.Tv)
    {
        Work = "series",
        Title = "title",
        Folder = ["path", "folderPath"],
        File = "episodeFile",
        Files = "episodeFiles",
        Renamed = "renamedEpisodeFiles",
        FileDeleted = "EpisodeFileDelete",
        WorkDeleted = "SeriesDelete",
        Ignored = Names(Quiet, "SeriesAdd"),
        Members = Names(
            Shared,
            "series",
            "episodes",
            "episodeFile",
            "episodeFiles",
            "renamedEpisodeFiles",
            "fileCount",
            "sourcePath",
            "destinationPath"
        ),
    };

    // An album that was deleted does not say which files went with it.
    private static readonly AppShape Lidarr = new(ArrApp.Lidarr, MediaType.Music)
    {
        Work = "artist",
        Title = "name",
        Folder = ["path"],
        File = "trackFile",
        Files = "trackFiles",
        Renamed = "renamedTrackFiles",
        FileDeleted = null,
        WorkDeleted = "ArtistDelete",
        Ignored = Names(Quiet, "ArtistAdd", "AlbumDelete"),
        Members = Names(
            Shared,
            "artist",
            "album",
            "albums",
            "tracks",
            "trackFile",
            "trackFiles",
            "renamedTrackFiles",
            "quality",
            "qualityVersion",
            "releaseTitle"
        ),
    };

    private static readonly AppShape Readarr = new(ArrApp.Readarr, MediaType.Book)
    {
        Work = "author",
        Title = "name",
        Folder = ["path"],
        File = "bookFile",
        Files = "bookFiles",
        Renamed = "renamedBookFiles",
        FileDeleted = "BookFileDelete",
        WorkDeleted = "AuthorDelete",
        Ignored = Names(Quiet, "AuthorAdded", "BookDelete"),
        Members = Names(Shared, "author", "book", "books", "bookFile", "bookFiles", "renamedBookFiles"),
    };

    public static IReadOnlyList<AppShape> All { get; } = [Radarr, Sonarr, Lidarr, Readarr];

    /// <summary>The movie, series, artist or author.</summary>
    public required string Work { get; init; }
    public required string Title { get; init; }

    /// <summary>Where it lies; the first that is there counts.</summary>
    public required string[] Folder { get; init; }
    public required string File { get; init; }
    public required string Files { get; init; }
    public required string Renamed { get; init; }
    public required string? FileDeleted { get; init; }
    public required string WorkDeleted { get; init; }

    /// <summary>Events that are known and concern no files.</summary>
    public required FrozenSet<string> Ignored { get; init; }

    /// <summary>Every member that stands at the top of any of its events.</summary>
    public required FrozenSet<string> Members { get; init; }

    /// <summary>Every event that any of them is known to send.</summary>
    public static FrozenSet<string> EventTypes { get; } =
        All.SelectMany(shape => shape.Ignored.Append(shape.WorkDeleted).Append(shape.FileDeleted ?? "Retag"))
            .Concat(["Test", "Download", "Rename", "Retag"])
            .ToFrozenSet(StringComparer.Ordinal);

    public static AppShape Of(ArrApp app) => All.First(shape => shape.App == app);

    private static FrozenSet<string> Names(string[] some, params string[] more) => some.Concat(more).ToFrozenSet(StringComparer.Ordinal);
}
