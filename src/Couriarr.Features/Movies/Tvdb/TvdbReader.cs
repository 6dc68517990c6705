using System.Text.Json;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Movies.Tvdb;

/// <summary>What TVDB says of a movie.</summary>
internal sealed record TvdbTold(MovieFacts Facts, IReadOnlyList<Candidate> Pictures)
{
    public static TvdbTold Nothing { get; } = new(new MovieFacts(), []);
}

/// <summary>Reads TVDB's answer about a movie.</summary>
internal static class TvdbReader
{
    public const string Provider = "tvdb";
    private const int Most = 300;
    private const string YouTube = "watch?v=";

    // As it numbers them for movies.
    private static readonly Dictionary<long, ArtworkType> Types = new()
    {
        [14] = ArtworkType.Poster,
        [15] = ArtworkType.Fanart,
        [16] = ArtworkType.Banner,
        [24] = ArtworkType.Clearart,
        [25] = ArtworkType.Clearlogo,
    };

    /// <param name="language">The owner's, as two letters.</param>
    /// <param name="isTheirs">Whether an address is one of TVDB. What lies elsewhere is left out.</param>
    public static TvdbTold Read(JsonElement movie, string language, Func<Uri, bool> isTheirs) =>
        new(
            new MovieFacts
            {
                Plot = Story(movie, language),
                Runtime = movie.Id("runtime"),
                Genres = [.. movie.Items("genres").Select(one => one.Text("name")?.Trim()).OfType<string>().Distinct()],
                Trailer = movie.Items("trailers").Select(one => Key(one.Text("url"))).FirstOrDefault(key => key is not null),
            },
            [.. movie.Items("artworks").Take(Most).Select(Picture).OfType<Candidate>().Where(one => isTheirs(one.Url))]
        );

    // In the owner's language, else in English.
    private static string? Story(JsonElement movie, string language)
    {
        var stories = movie.Child("translations") is { } all ? all.Items("overviewTranslations").ToList() : [];
        return In(TvdbLanguages.ToThree(language)) ?? In("eng");

        string? In(string tongue) =>
            stories.Where(one => one.Text("language") == tongue).Select(one => one.Text("overview")).FirstOrDefault();
    }

    private static string? Key(string? url) =>
        url?.IndexOf(YouTube, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        && url[(at + YouTube.Length)..] is { Length: >= 11 } key
            ? key[..11]
            : null;

    private static Candidate? Picture(JsonElement json) =>
        json.Id("id") is { } id
        && json.Number("type") is { } number
        && Types.TryGetValue(number, out var type)
        && Uri.TryCreate(json.Text("image"), UriKind.Absolute, out var url)
        && json.Id("width") is { } width
        && json.Id("height") is { } height
            ? new Candidate(type, Provider, FormattableString.Invariant($"{id}"), url)
            {
                Language =
                    IsPlain(json) ? null
                    : json.Text("language") is { } language ? TvdbLanguages.ToTwo(language)
                    : null,
                Width = width,
                Height = height,
            }
            : null;

    private static bool IsPlain(JsonElement json) => json.Child("includesText") is { ValueKind: JsonValueKind.False };
}
