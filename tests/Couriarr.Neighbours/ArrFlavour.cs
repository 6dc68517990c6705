namespace Couriarr.Neighbours;

/// <summary>In what the apps differ, besides the shape of their answers, which was recorded.</summary>
public sealed record ArrFlavour(string Name, string Version)
{
    public static ArrFlavour Radarr { get; } =
        new("Radarr", "6.1.0.10300")
        {
            Recorded = "radarr",
            Work = "movie",
            File = "movieFile",
            Files = "movieFiles",
            Row = "movieFile",
            Folder = "folderPath",
            Root = "/movies",
            Foreign = "tmdbId",
            Exclusions = "exclusions",
            HasStrictTags = true,
        };

    public static ArrFlavour Sonarr { get; } =
        new("Sonarr", "4.0.19.2979")
        {
            Recorded = "sonarr",
            Work = "series",
            File = "episodeFile",
            Files = "episodeFiles",
            Row = "episodeFile",
            Folder = "path",
            Root = "/tv",
            Foreign = "tvdbId",
            Exclusions = "importlistexclusion",
            HasEpisodes = true,
        };

    /// <summary>Its series need a language profile, which later ones only pretend to have.</summary>
    public static ArrFlavour Sonarr3 { get; } = Sonarr with { Version = "3.0.10.1567", HasLanguages = true };

    internal string Recorded { get; init; } = "";

    /// <summary>What its JSON calls a movie or a series, and a file of it.</summary>
    internal string Work { get; init; } = "";
    internal string File { get; init; } = "";
    internal string Files { get; init; } = "";

    /// <summary>How the kinds of its history begin: movieFileDeleted.</summary>
    internal string Row { get; init; } = "";

    /// <summary>How its webhooks call a work's folder; the API says path.</summary>
    internal string Folder { get; init; } = "";
    internal string Root { get; init; } = "";
    public bool HasEpisodes { get; init; }

    /// <summary>By which number the world knows what it keeps.</summary>
    internal string Foreign { get; init; } = "";
    internal string Exclusions { get; init; } = "";
    public bool HasLanguages { get; init; }

    /// <summary>Only a-z, 0-9 and - in tags.</summary>
    public bool HasStrictTags { get; init; }

    /// <summary>False for versions that only know Basic authentication.</summary>
    public bool KnowsHeaders { get; init; } = true;

    internal string WorkId => $"{Work}Id";
    internal string DeletedFile => $"{char.ToUpperInvariant(File[0])}{File[1..]}Delete";
    internal string DeletedWork => $"{char.ToUpperInvariant(Work[0])}{Work[1..]}Delete";

    internal int Number(string kind) =>
        kind switch
        {
            "grabbed" => 1,
            "downloadFolderImported" => 3,
            "downloadFailed" => 4,
            "episodeFileDeleted" => 5,
            "movieFileDeleted" or "episodeFileRenamed" => 6,
            "movieFileRenamed" => 8,
            _ => 0,
        };
}
