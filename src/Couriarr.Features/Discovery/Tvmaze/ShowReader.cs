using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Discovery.Tvmaze;

/// <summary>Reads a show as TVmaze writes it, with patience: whatever is missing or odd is not known. Only its number must be there.</summary>
internal static partial class ShowReader
{
    private const int LongestSummary = 8000;

    /// <summary>Null when it has no number, so that nobody could say which show it is.</summary>
    public static Show? Read(JsonElement json) =>
        json.Number("id") is { } id and > 0
            ? new Show(id, json.Text("name")?.Trim() ?? "")
            {
                TvdbId = json.Child("externals")?.Number("thetvdb") is { } tvdb and > 0 ? tvdb : null,
                ImdbId = json.Child("externals")?.Text("imdb"),
                Language = json.Text("language"),
                Country = Country(json),
                Type = json.Text("type"),
                Status = json.Text("status"),
                Premiered = Day(json, "premiered"),
                Ended = Day(json, "ended"),
                Network = json.Child("network")?.Text("name"),
                WebChannel = json.Child("webChannel")?.Text("name"),
                Genres =
                [
                    .. json.Items("genres").Where(genre => genre.ValueKind is JsonValueKind.String).Select(genre => genre.GetString()!),
                ],
                Runtime = Minutes(json, "runtime"),
                AverageRuntime = Minutes(json, "averageRuntime"),
                Rating = Rating(json),
                Weight = (int)Math.Clamp(json.Number("weight") ?? 0, 0, 100),
                Summary = Plain(json.Text("summary")),
                Image = Address(json.Child("image")?.Text("original") ?? json.Child("image")?.Text("medium")),
                Page = Address(json.Text("url")),
                Updated = Math.Max(0, json.Number("updated") ?? 0),
            }
            : null;

    // The network's wins. Channels of many countries have none.
    private static string? Country(JsonElement json) =>
        (Code(json.Child("network")) ?? Code(json.Child("webChannel")) ?? json.Child("dvdCountry")?.Text("code"))
            ?.Trim()
            .ToUpperInvariant();

    private static string? Code(JsonElement? channel) => channel?.Child("country")?.Text("code");

    private static DateOnly? Day(JsonElement json, string name) =>
        DateOnly.TryParseExact(json.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int? Minutes(JsonElement json, string name) =>
        json.Number(name) is > 0 and < 100_000 and var minutes ? (int)minutes : null;

    private static double? Rating(JsonElement json) =>
        json.Child("rating")?.Child("average") switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var rating) && rating is >= 0 and <= 10 => rating,
            { ValueKind: JsonValueKind.String } text
                when double.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var rating) && rating is >= 0 and <= 10 => rating,
            _ => null,
        };

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static string? Plain(string? html)
    {
        if (html is null)
            return null;
        var text = Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();
        return text.Length == 0 ? null : text[..Math.Min(text.Length, LongestSummary)];
    }

    [GeneratedRegex("<[^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
