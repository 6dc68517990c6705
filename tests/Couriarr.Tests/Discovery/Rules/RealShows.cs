using System.Globalization;
using System.Text.Json;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Discovery.Rules;

/// <summary>150 real shows, as the catalogue serves them and as rules see them.</summary>
internal static class RealShows
{
    public static IReadOnlyList<JsonElement> Json { get; } =
    [.. JsonDocument.Parse(Repository.Read("tests/Couriarr.Neighbours/Recorded/tvmaze/shows.json")).RootElement.EnumerateArray()];

    public static IReadOnlyList<Show> All { get; } = [.. Json.Select(Of)];

    private static Show Of(JsonElement json) =>
        new(json.GetProperty("id").GetInt64(), json.GetProperty("name").GetString()!)
        {
            TvdbId = Inside(json, "externals", "thetvdb") is { ValueKind: JsonValueKind.Number } tvdb ? tvdb.GetInt64() : null,
            ImdbId = Inside(json, "externals", "imdb")?.GetString(),
            Language = Inside(json, "language")?.GetString(),
            Country = Country(json),
            Type = Inside(json, "type")?.GetString(),
            Status = Inside(json, "status")?.GetString(),
            Premiered = Day(json, "premiered"),
            Ended = Day(json, "ended"),
            Network = Inside(json, "network", "name")?.GetString(),
            WebChannel = Inside(json, "webChannel", "name")?.GetString(),
            Genres = [.. json.GetProperty("genres").EnumerateArray().Select(genre => genre.GetString()!)],
            Runtime = Inside(json, "runtime")?.GetInt32(),
            AverageRuntime = Inside(json, "averageRuntime")?.GetInt32(),
            Rating = Inside(json, "rating", "average")?.GetDouble(),
            Weight = json.GetProperty("weight").GetInt32(),
            Summary = Inside(json, "summary")?.GetString(),
            Image = Inside(json, "image", "original")?.GetString() is { } image ? new Uri(image) : null,
            Page = new Uri(json.GetProperty("url").GetString()!),
            Updated = json.GetProperty("updated").GetInt64(),
        };

    public static string? Country(JsonElement json) =>
        (
            Inside(json, "network", "country", "code")
            ?? Inside(json, "webChannel", "country", "code")
            ?? Inside(json, "dvdCountry", "code")
        )?.GetString();

    /// <summary>Null when anything on the way is missing or null.</summary>
    public static JsonElement? Inside(JsonElement json, params string[] path)
    {
        foreach (var name in path)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json) || json.ValueKind == JsonValueKind.Null)
                return null;
        return json;
    }

    private static DateOnly? Day(JsonElement json, string name) =>
        Inside(json, name)?.GetString() is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
