namespace Couriarr.Features.Movies;

internal enum ArtworkType
{
    Poster,
    Fanart,
    Landscape,
    Clearlogo,
    Clearart,
    Banner,
    Discart,
}

internal static class ArtworkTypes
{
    public static IReadOnlyList<ArtworkType> All { get; } = Enum.GetValues<ArtworkType>();

    public static string Word(this ArtworkType type) => type.ToString().ToLowerInvariant();

    public static ArtworkType? Find(string word) => All.Cast<ArtworkType?>().FirstOrDefault(type => type!.Value.Word() == word);
}

/// <summary>An image that a provider has for a movie.</summary>
/// <param name="Provider">tmdb or fanart.</param>
/// <param name="Path">The provider's own name for it: the same name is the same image for ever.</param>
internal sealed record Candidate(ArtworkType Type, string Provider, string Path, Uri Url)
{
    /// <summary>Null before it is stored.</summary>
    public long? Id { get; init; }

    /// <summary>Of the text on it, as two letters; null when there is none.</summary>
    public string? Language { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }
    public int Votes { get; init; }

    /// <summary>Thousandths of ten points.</summary>
    public int Vote { get; init; }

    /// <summary>In the order, 0 is the first; null when it was refused.</summary>
    public int? Place { get; init; }

    /// <summary>Its place or refusal, in words.</summary>
    public string Why { get; init; } = "";

    /// <summary>Of the image, once it was fetched.</summary>
    public string? Hash { get; init; }

    public string Source => $"{Provider}:{Path}";
}

/// <summary>An image that a movie wears.</summary>
/// <param name="Place">0 is the first.</param>
/// <param name="Hash">Its content's, by which it lies in the cache.</param>
/// <param name="Extension">Of its real format, with the dot.</param>
/// <param name="Source">Where it is from: tmdb:/abc.jpg, upload.</param>
internal sealed record Chosen(ArtworkType Type, int Place, string Hash, string Extension, string Source)
{
    public const string Upload = "upload";

    /// <summary>A person picked it: it stays.</summary>
    public bool ByUser { get; init; }
}

/// <summary>An image of the cache.</summary>
/// <param name="Extension">Of its real format, with the dot.</param>
internal sealed record CachedImage(string Hash, string Extension, int Width, int Height, long Size)
{
    /// <summary>The perceptual hash: images that look alike have ones that differ little.</summary>
    public long? Look { get; init; }
}

/// <summary>A file that we wrote beside a movie, as it was then.</summary>
/// <param name="Type">An artwork type's word, or nfo.</param>
/// <param name="Modified">In nanoseconds since 1970.</param>
internal sealed record PublishedFile(string Folder, string Name, string Type, string Hash, long Size, long Modified)
{
    public const string Nfo = "nfo";

    /// <summary>The type of an image that the movie wore while it was taken for another one.</summary>
    public const string Forsaken = "forsaken";
}
