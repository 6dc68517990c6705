using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <param name="Released">Empty when nobody knows.</param>
public sealed record TmdbMovie(int Id, string Title, string Released = "2021-05-01")
{
    public string? Imdb { get; init; }
    public double Rating { get; init; } = 7;
    public int Votes { get; init; } = 100;
    public double Popularity { get; init; } = 10;
    public string OriginalLanguage { get; init; } = "en";

    /// <summary>By the language; what is not there is told as empty.</summary>
    public IReadOnlyDictionary<string, string> Stories { get; init; } = new Dictionary<string, string>();
    public int? Runtime { get; init; } = 100;
    public IReadOnlyList<TmdbRelease> Releases { get; init; } = [];
    public IReadOnlyList<TmdbPerson> People { get; init; } = [];
    public IReadOnlyList<TmdbVideo> Videos { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public (int Id, string Name)? Set { get; init; }
    public IReadOnlyList<TmdbPicture> Pictures { get; init; } = [];
}

/// <param name="Type">1 premiere, 2 few cinemas, 3 cinemas, 4 digital, 5 disc, 6 television.</param>
public sealed record TmdbRelease(string Country, int Type, string Certification);

/// <param name="Job">Of the crew; null for those who play.</param>
public sealed record TmdbPerson(string Name, string? Character = null, string? Job = null, string Department = "");

public sealed record TmdbVideo(
    string Key,
    string Type = "Trailer",
    string Site = "YouTube",
    bool IsOfficial = false,
    string Language = "en"
);

/// <param name="List">posters, backdrops or logos.</param>
/// <param name="Language">null, "" and "xx" mean the same.</param>
public sealed record TmdbPicture(string List, string Path, int Width, int Height, string? Language = null)
{
    public double Vote { get; init; }
    public int Votes { get; init; }
}

/// <summary>In which languages somebody wants to be answered.</summary>
/// <param name="Images">Of the pictures: without a list, only those in the language of the texts.</param>
public sealed record Spoken(string Language, IReadOnlyList<string> Images)
{
    internal static Spoken Of(HttpRequest request)
    {
        var language = $"{request.Query["language"]}".Split('-')[0];
        var images = $"{request.Query["include_image_language"]}";
        return new(
            language.Length > 0 ? language : "en",
            images.Length > 0 ? images.Split(',')
                : language.Length > 0 ? [language]
                : []
        );
    }

    public bool Wants(string? language) =>
        Images.Count == 0 || Images.Contains(language is null or "" or "xx" ? "null" : language, StringComparer.Ordinal);
}
