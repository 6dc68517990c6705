using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>How TMDB says things, with all that it leaves empty.</summary>
internal static class TmdbAnswers
{
    private const int PageSize = 100;

    public static IReadOnlyList<string> Parts { get; } =
    ["images", "credits", "release_dates", "external_ids", "videos", "keywords", "alternative_titles", "translations"];

    public static JsonObject Brief(TmdbMovie movie) =>
        new()
        {
            ["adult"] = false,
            ["backdrop_path"] = null,
            ["genre_ids"] = new JsonArray(28),
            ["id"] = movie.Id,
            ["original_language"] = movie.OriginalLanguage,
            ["original_title"] = movie.Title,
            ["overview"] = "",
            ["popularity"] = movie.Popularity,
            ["poster_path"] = null,
            ["release_date"] = movie.Released,
            ["title"] = movie.Title,
            ["vote_average"] = movie.Rating,
            ["vote_count"] = movie.Votes,
        };

    public static JsonObject Whole(TmdbMovie movie, IReadOnlyList<string> parts, Spoken spoken)
    {
        var json = Brief(movie);
        json.Remove("genre_ids");
        json["genres"] = new JsonArray(new JsonObject { ["id"] = 28, ["name"] = "Action" });
        (json["imdb_id"], json["poster_path"]) = (movie.Imdb, $"/{movie.Id}.jpg");
        json["overview"] = movie.Stories.GetValueOrDefault(spoken.Language, "");
        (json["tagline"], json["runtime"]) = ("", movie.Runtime);
        json["production_companies"] = new JsonArray(new JsonObject { ["id"] = 1, ["name"] = "Lantern Pictures" });
        json["production_countries"] = new JsonArray(new JsonObject { ["iso_3166_1"] = "GB", ["name"] = "United Kingdom" });
        json["belongs_to_collection"] = movie.Set is { } set ? new JsonObject { ["id"] = set.Id, ["name"] = set.Name } : null;
        foreach (var part in parts)
            json[part] = Part(movie, part, spoken);
        return json;
    }

    public static JsonObject Images(TmdbMovie movie, Spoken spoken) =>
        new()
        {
            ["id"] = movie.Id,
            ["backdrops"] = Pictures(movie, "backdrops", spoken),
            ["posters"] = Pictures(movie, "posters", spoken),
            ["logos"] = Pictures(movie, "logos", spoken),
        };

    public static JsonObject Set(int id, string story) =>
        new()
        {
            ["id"] = id,
            ["overview"] = story,
            ["parts"] = new JsonArray(),
        };

    public static JsonObject Changes(List<int> all, int page) =>
        new()
        {
            ["results"] = List(
                all.Skip((page - 1) * PageSize).Take(PageSize).Select(id => new JsonObject { ["id"] = id, ["adult"] = null })
            ),
            ["page"] = page,
            ["total_pages"] = Math.Max(1, (all.Count + PageSize - 1) / PageSize),
            ["total_results"] = all.Count,
        };

    public static JsonObject Configuration() =>
        new()
        {
            ["images"] = new JsonObject
            {
                ["base_url"] = "http://image.tmdb.org/t/p/",
                ["secure_base_url"] = "https://image.tmdb.org/t/p/",
                ["poster_sizes"] = Texts("w92", "w154", "w185", "w342", "w500", "w780", "original"),
                ["backdrop_sizes"] = Texts("w300", "w780", "w1280", "original"),
                ["logo_sizes"] = Texts("w45", "w92", "w154", "w185", "w300", "w500", "original"),
            },
        };

    private static JsonObject Part(TmdbMovie movie, string part, Spoken spoken) =>
        part switch
        {
            "images" => Images(movie, spoken),
            "credits" => Credits(movie),
            "release_dates" => new JsonObject { ["results"] = List(movie.Releases.GroupBy(one => one.Country).Select(Releases)) },
            "external_ids" => new JsonObject { ["imdb_id"] = movie.Imdb, ["wikidata_id"] = null },
            "videos" => new JsonObject { ["results"] = List(movie.Videos.Select(Video)) },
            "keywords" => new JsonObject
            {
                ["keywords"] = List(movie.Keywords.Select(word => new JsonObject { ["id"] = 1, ["name"] = word })),
            },
            _ => new JsonObject(),
        };

    private static JsonObject Credits(TmdbMovie movie) =>
        new()
        {
            ["cast"] = List(
                movie.People.Where(one => one.Job is null).Select((one, place) => Person(one, place, "character", one.Character)).Reverse()
            ),
            ["crew"] = List(movie.People.Where(one => one.Job is not null).Select((one, place) => Person(one, place, "job", one.Job))),
        };

    private static JsonObject Person(TmdbPerson person, int place, string what, string? words) =>
        new()
        {
            ["id"] = 1000 + place,
            ["name"] = person.Name,
            ["profile_path"] = null,
            ["order"] = place,
            ["department"] = person.Department,
            [what] = words,
        };

    private static JsonObject Releases(IGrouping<string, TmdbRelease> country) =>
        new()
        {
            ["iso_3166_1"] = country.Key,
            ["release_dates"] = List(
                country.Select(one => new JsonObject
                {
                    ["certification"] = one.Certification,
                    ["release_date"] = "2021-05-01T00:00:00.000Z",
                    ["type"] = one.Type,
                })
            ),
        };

    private static JsonObject Video(TmdbVideo video) =>
        new()
        {
            ["key"] = video.Key,
            ["site"] = video.Site,
            ["type"] = video.Type,
            ["official"] = video.IsOfficial,
            ["iso_639_1"] = video.Language,
        };

    private static JsonArray Pictures(TmdbMovie movie, string list, Spoken spoken) =>
        List(
            movie
                .Pictures.Where(one => one.List == list && spoken.Wants(one.Language))
                .Select(one => new JsonObject
                {
                    ["aspect_ratio"] = Math.Round((double)one.Width / one.Height, 3),
                    ["height"] = one.Height,
                    ["iso_3166_1"] = null,
                    ["iso_639_1"] = one.Language,
                    ["file_path"] = one.Path,
                    ["vote_average"] = one.Vote,
                    ["vote_count"] = one.Votes,
                    ["width"] = one.Width,
                })
        );

    private static JsonArray List(IEnumerable<JsonObject> items) => new([.. items]);

    private static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
