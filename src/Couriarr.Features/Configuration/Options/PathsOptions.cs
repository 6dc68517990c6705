using Couriarr.Features.Media;

namespace Couriarr.Features.Configuration.Options;

public sealed record PathsOptions
{
    public const string Example = "{ from: /movies, source: /mnt/synology/rs-movies, destination: /mnt/unraid/media/Movies, type: movie }";

    [Option("One entry for each library.")]
    public IReadOnlyList<PathMapping> Mappings { get; init; } = [];
}

public sealed record PathMapping
{
    [Option("The folder as the app sees it.", Required = true, Sample = "/movies")]
    public string From { get; init; } = "";

    [Option("The same folder as we see it. A relative one lies in sync.source_base.", Required = true, Sample = "/mnt/synology/rs-movies")]
    public string Source { get; init; } = "";

    [Option(
        "Where its files go. A relative one lies in sync.dest_base; user@host:/path and rsync://host/module/path are on another machine.",
        Required = true,
        Sample = "/mnt/unraid/media/Movies"
    )]
    public string Destination { get; init; } = "";

    [Option("What lies in it.", Sample = "movie")]
    public MediaType? Type { get; init; }

    [Option("The instance it is for, when two see different folders under one path.")]
    public string? Instance { get; init; }

    [Option(
        "A limit for all its transfers together, in KB a second, besides sync.bandwidth; 0 is none. Where rsync copies it holds for each file.",
        Min = 0
    )]
    public int Limit { get; init; }
}
