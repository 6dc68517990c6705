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
            Foreign = "tmdbId",
            Exclusions = "exclusions",
        },
        new(ArrApp.Sonarr, "v3", "series", "episodefile")
        {
            History = "includeSeries=true&includeEpisode=true",
            Deleted = "episodeFileDeleted",
            Renamed = "episodeFileRenamed",
            Foreign = "tvdbId",
            Exclusions = "importlistexclusion",
        },
        new(ArrApp.Lidarr, "v1", "artist", "trackfile"),
        new(ArrApp.Readarr, "v1", "author", "bookfile"),
    ];

    /// <summary>What the history is asked to bring along; null when its rows are not known well enough to be read.</summary>
    public string? History { get; init; }

    /// <summary>How its history calls that a file went, or got another name.</summary>
    public string Deleted { get; init; } = "";
    public string Renamed { get; init; } = "";

    /// <summary>The number by which the world knows what it keeps; empty where nothing is ever added.</summary>
    public string Foreign { get; init; } = "";

    /// <summary>How a lookup by that number begins: tvdb.</summary>
    public string Term => Foreign.Replace("Id", "", StringComparison.Ordinal);

    /// <summary>Where it keeps what its own lists must not add.</summary>
    public string Exclusions { get; init; } = "";
    public string WorkId => $"{Work}Id";

    public static ArrDialect Of(ArrApp app) => Array.Find(All, dialect => dialect.App == app)!;
}
