using System.Globalization;

namespace Couriarr.Neighbours;

/// <summary>A cinema that is made up: any number of movies with people, pictures and holes, the same for the same number.</summary>
public static class GeneratedMovies
{
    private static readonly string[] Words =
    [
        "Silver",
        "Harbour",
        "Winter",
        "Orchard",
        "Signal",
        "Paper",
        "Copper",
        "Lantern",
        "River",
        "Glass",
    ];
    private static readonly string?[] Languages = ["en", "en", null, "", "xx", "de", "fr"];

    public static void Fill(FakeTmdb tmdb, FakeImages images, int count)
    {
        for (var id = 1; id <= count; id++)
            tmdb.Add(Make(id, images));
        for (var set = 0; set < 5; set++)
            tmdb.Sets[9000 + set] = $"All parts of the story {set}.";
    }

    public static TmdbMovie Make(int id, FakeImages images)
    {
        var dice = new Random(id);
        var title = string.Create(CultureInfo.InvariantCulture, $"{Words[dice.Next(10)]} {Words[dice.Next(10)]} {id}");
        return new TmdbMovie(id, title, $"{1960 + dice.Next(65)}-0{1 + dice.Next(9)}-1{dice.Next(10)}")
        {
            Imdb = id % 7 == 0 ? null : $"tt{id:0000000}",
            Rating = dice.Next(100) / 10.0,
            Votes = dice.Next(3000),
            Runtime = id % 11 == 0 ? 0 : 60 + dice.Next(120),
            OriginalLanguage = id % 5 == 0 ? "fr" : "en",
            Stories =
                id % 13 == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["en"] = $"The story of {title}." },
            Releases = [new("US", 1, ""), new("US", 3, id % 3 == 0 ? "PG-13" : "R"), new("DE", 3, "12")],
            People =
            [
                .. Enumerable.Range(0, dice.Next(12)).Select(n => new TmdbPerson($"Player {dice.Next(500)}", $"Role {n}")),
                .. Crew(dice),
            ],
            Videos = [new($"key{id}"), new($"official{id}", IsOfficial: true)],
            Keywords = ["lighthouse", "sea"],
            Set = id % 6 == 0 ? (9000 + (id % 5), $"Story {id % 5} Collection") : null,
            Pictures = Pictures(id, dice, images),
        };
    }

    private static TmdbPerson[] Crew(Random dice) =>
        [
            new($"Director {dice.Next(50)}", Job: "Director", Department: "Directing"),
            new($"Writer {dice.Next(50)}", Job: "Screenplay", Department: "Writing"),
            new($"Writer {dice.Next(50)}", Job: "Novel", Department: "Writing"),
        ];

    private static List<TmdbPicture> Pictures(int id, Random dice, FakeImages images)
    {
        var pictures = new List<TmdbPicture>();
        Add("posters", ".jpg", 2 + dice.Next(5), 600, 900);
        Add("backdrops", ".jpg", dice.Next(5), 1280, 720);
        Add("logos", ".png", dice.Next(3), 400, 60);
        return pictures;

        void Add(string list, string ending, int count, int width, int height)
        {
            for (var n = 0; n < count; n++)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"/{list}{id}x{n}{ending}");
                var language = Languages[dice.Next(Languages.Length)];
                pictures.Add(new(list, path, width, height, language) { Vote = dice.Next(50, 60) / 10.0, Votes = dice.Next(40) });
                // Now and then two that look the same.
                images.Pictures[path] = new DrawnImage((id * 100) + list.Length + (n % 4 * 10), width, height);
            }
        }
    }
}
