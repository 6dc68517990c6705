namespace Couriarr.Features.Arr.Api;

/// <summary>The words in which one app's API says what all of them say.</summary>
internal sealed record ArrDialect(ArrApp App, string Version, string Work, string File)
{
    private static readonly ArrDialect[] All =
    [
        new(ArrApp.Radarr, "v3", "movie", "moviefile")
        {
            History = "includeMovie=true",
            Deleted = "movieFileDeleted",
            Renamed = "movieFileRenamed",
        },
        new(ArrApp.Sonarr, "v3", "series", "episodefile")
        {
            History = "includeSeries=true&includeEpisode=true",
            Deleted = "episodeFileDeleted",
            Renamed = "episodeFileRenamed",
        },
        new(ArrApp.Lidarr, "v1", "artist", "trackfile"),
        new(ArrApp.Readarr, "v1", "author", "bookfile"),
    ];

    /// <summary>What the history is asked to bring along; null when its rows are not known well enough to be read.</summary>
    public string? History { get; init; }

    /// <summary>How its history calls that a file went, or got another name.</summary>
    public string Deleted { get; init; } = "";
    public string Renamed { get; init; } = "";
    public string WorkId => $"{Work}Id";

    public static ArrDialect Of(ArrApp app) => Array.Find(All, dialect => dialect.App == app)!;
}
