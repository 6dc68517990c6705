using System.Text.Json;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Movies.Tmdb;

/// <summary>Reads the pictures that TMDB has for a movie. A wide one with its title on it may serve as landscape, too.</summary>
internal static class PictureReader
{
    public const string Provider = "tmdb";
    private const int Most = 500;

    public static IReadOnlyList<Candidate> Read(JsonElement? images, ImageAddresses addresses) =>
        images is not { } json
            ? []
            :
            [
                .. Pictures(json, "posters", ArtworkType.Poster, addresses),
                .. Pictures(json, "backdrops", ArtworkType.Fanart, addresses),
                .. Pictures(json, "backdrops", ArtworkType.Landscape, addresses).Where(one => one.Language is not null),
                .. Pictures(json, "logos", ArtworkType.Clearlogo, addresses),
            ];

    /// <summary>Thousandths of a number that is told with a point.</summary>
    public static int Thousandths(JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value) && value is >= 0 and <= 10
            ? (int)(value * 1000)
            : 0;

    private static IEnumerable<Candidate> Pictures(JsonElement json, string list, ArtworkType type, ImageAddresses addresses) =>
        json.Items(list).Take(Most).Select(picture => Of(picture, type, addresses)).OfType<Candidate>();

    private static Candidate? Of(JsonElement picture, ArtworkType type, ImageAddresses addresses) =>
        picture.Text("file_path") is { } path
        && IsName(path)
        && picture.Number("width") is > 0 and <= int.MaxValue and var width
        && picture.Number("height") is > 0 and <= int.MaxValue and var height
            ? addresses.Sized(
                new Candidate(type, Provider, path, addresses.Of(type, path))
                {
                    Language = LanguageOf(picture.Text("iso_639_1")),
                    Width = (int)width,
                    Height = (int)height,
                    Votes = (int)Math.Clamp(picture.Number("vote_count") ?? 0, 0, int.MaxValue),
                    Vote = Thousandths(picture, "vote_average"),
                }
            )
            : null;

    // Three ways of saying that there is no text on it.
    private static string? LanguageOf(string? word) => word is null or "" or "xx" ? null : word.ToLowerInvariant();

    /// <summary>It becomes a part of an address: it must not lead elsewhere.</summary>
    private static bool IsName(string path) =>
        path.Length is > 1 and <= 200
        && path[0] == '/'
        && path.Skip(1).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');
}
