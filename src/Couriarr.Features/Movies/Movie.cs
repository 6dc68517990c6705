using Couriarr.Features.Media;
using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Features.Movies;

/// <summary>One movie of a library: a main video in a folder, and what is known of it.</summary>
/// <param name="Folder">Below the root of its library; empty for the root itself.</param>
/// <param name="Video">The main video's name in the folder.</param>
internal sealed record Movie(long Id, string Library, string Folder, string Video)
{
    /// <summary>The main video's name without its ending: what all beside it are called after.</summary>
    public string Stem => Sorting.StemOf(Video);

    /// <summary>It is the folder of a disc: what lies beside it is called by its type alone.</summary>
    public bool IsDisc => Discs.IsOne(Video);

    /// <summary>Other movies lie in the same folder: nothing in it is its own that is not called after it.</summary>
    public bool SharesFolder { get; init; }

    /// <summary>As the app tells of it; null when only the folder told of it.</summary>
    public MovieWork? Work { get; init; }
    public int? TmdbId { get; init; }
    public string? ImdbId { get; init; }
    public IdSource? IdSource { get; init; }

    /// <summary>Of the app or the file's name, until the facts have one.</summary>
    public required string Title { get; init; }
    public int? Year { get; init; }
    public MovieState State { get; init; }

    /// <summary>Why it waits for a person.</summary>
    public string? Note { get; init; }

    /// <summary>With what a person changed in them; null before a provider was asked.</summary>
    public MovieFacts? Facts { get; init; }

    /// <summary>Not monitored: what it wears stays as it is, and only follows its files.</summary>
    public bool IsMonitored { get; init; } = true;

    /// <summary>Something is to be published.</summary>
    public bool IsDirty { get; init; }
    public DateTimeOffset? FetchedAt { get; init; }
    public DateTimeOffset? MissingAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>What an app knows a movie by.</summary>
internal sealed record MovieWork(string Key, string Instance, long Id, string Folder)
{
    public static MovieWork Of(Work work) => new(work.Key, work.Instance, work.Id, work.Folder);
}

internal enum MovieState
{
    /// <summary>It lies there, and nobody knows yet which movie it is.</summary>
    Found,

    /// <summary>A person must say which it is, or which file is the movie.</summary>
    Review,

    /// <summary>Its number at TMDB is known.</summary>
    Identified,

    /// <summary>A provider told of it.</summary>
    Enriched,

    /// <summary>Its video is not there any more.</summary>
    Gone,
}

internal enum IdSource
{
    Webhook,
    Nfo,

    /// <summary>It stands in the name of its file or folder.</summary>
    Name,
    Find,
    Search,
    User,
}

/// <summary>What a search found that may be the movie.</summary>
internal sealed record Match(int TmdbId, string Title, int? Year, string? Poster);

/// <param name="Name">Below the movie's folder.</param>
/// <param name="Confidence">0 to 100; from 80 on it needs no person.</param>
/// <param name="Modified">In nanoseconds since 1970.</param>
internal sealed record MovieFile(string Name, FileRole Role, int Confidence, long Size, long Modified)
{
    public Streams? Streams { get; init; }
}

internal enum FileRole
{
    Main,
    OtherMovie,
    Extra,
    Subtitle,
    Nfo,
    Artwork,
    Unknown,
}

/// <summary>What is in a video, as ffprobe says.</summary>
internal sealed record Streams(IReadOnlyList<VideoStream> Video, IReadOnlyList<AudioStream> Audio, IReadOnlyList<string> Subtitles)
{
    public int? Seconds { get; init; }
}

internal sealed record VideoStream(string Codec, int Width, int Height)
{
    /// <summary>hdr10, dolbyvision or hlg; null for none.</summary>
    public string? Hdr { get; init; }
    public string? Aspect { get; init; }
}

internal sealed record AudioStream(string Codec, int Channels, string? Language);
