using System.Globalization;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Movies.Tmdb;

/// <summary>Reads TMDB's answer about a movie. What it leaves empty, or says as nought, is not known.</summary>
internal static class MovieReader
{
    private const int MostActors = 100;
    private const int MostTexts = 100;
    private static readonly string[] Writing = ["Screenplay", "Writer", "Author"];

    public static MovieFacts Read(JsonElement json, LibraryOptions library) =>
        new()
        {
            Title = json.Text("title") ?? json.Text("original_title"),
            OriginalTitle = json.Text("original_title"),
            Tagline = json.Text("tagline"),
            Plot = json.Text("overview"),
            Runtime = json.Id("runtime"),
            Certification = Certificate.Of(json, library.Country),
            Premiered = Day(json.Text("release_date")),
            OriginalLanguage = json.Text("original_language"),
            Genres = Texts(json.Items("genres"), "name"),
            Countries = Texts(json.Items("production_countries"), "name"),
            Studios = Texts(json.Items("production_companies"), "name"),
            Tags = Texts(json.Child("keywords") is { } keywords ? keywords.Items("keywords") : [], "name"),
            Directors = Texts(Crew(json).Where(one => one.Text("job") == "Director"), "name"),
            Writers = Texts(Crew(json).Where(one => one.Text("department") == "Writing" && Writing.Contains(one.Text("job"))), "name"),
            Cast = Cast(json),
            Ratings = Ratings(json),
            Set = json.Child("belongs_to_collection") is { } set && set.Text("name") is { } name ? new(name, null, set.Id("id")) : null,
            Trailer = Trailer(json, library.Language),
        };

    /// <summary>Empty, not null, for those without a day.</summary>
    public static DateOnly? Day(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static IEnumerable<JsonElement> Crew(JsonElement json) => json.Child("credits") is { } credits ? credits.Items("crew") : [];

    private static List<Actor> Cast(JsonElement json)
    {
        var cast = json.Child("credits") is { } credits ? credits.Items("cast") : [];
        return
        [
            .. cast.Where(one => one.Text("name") is not null)
                .OrderBy(one => one.Number("order") ?? long.MaxValue)
                .ThenBy(one => one.Number("id"))
                .Take(MostActors)
                .Select((one, place) => new Actor(one.Text("name")!.Trim(), one.Text("character")?.Trim(), place)),
        ];
    }

    // Nobody has voted: then the nought says nothing.
    private static List<Rating> Ratings(JsonElement json) =>
        json.Id("vote_count") is { } votes && PictureReader.Thousandths(json, "vote_average") is > 0 and var points
            ? [new Rating("themoviedb", points, votes)]
            : [];

    private static string? Trailer(JsonElement json, string language)
    {
        var videos = json.Child("videos") is { } found ? found.Items("results") : [];
        return videos
            .Where(one => one.Text("site") == "YouTube" && one.Text("type") == "Trailer" && one.Text("key") is not null)
            .OrderByDescending(one => one.Flag("official"))
            .ThenByDescending(one => string.Equals(one.Text("iso_639_1"), language, StringComparison.OrdinalIgnoreCase))
            .ThenBy(one => one.Text("published_at"), StringComparer.Ordinal)
            .ThenBy(one => one.Text("key"), StringComparer.Ordinal)
            .Select(one => one.Text("key"))
            .FirstOrDefault();
    }

    private static List<string> Texts(IEnumerable<JsonElement> items, string name) =>
        [.. items.Select(item => item.Text(name)?.Trim()).OfType<string>().Where(text => text.Length > 0).Distinct().Take(MostTexts)];
}
