using System.Globalization;
using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>
/// Shows as the catalogue of TVmaze has them: with as many holes, with as much that is not known, and with the words and countries in about
/// the shares that were measured on real ones. The same number and seed always make the same show.
/// </summary>
public sealed class GeneratedShows(long highestId, int seed = 1)
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Type, int Share)[] Types =
    [
        ("Scripted", 48),
        ("Reality", 14),
        ("Documentary", 14),
        ("Animation", 9),
        ("Talk Show", 5),
        ("Game Show", 3),
        ("News", 2),
        ("Sports", 2),
        ("Variety", 2),
        ("Panel Show", 1),
    ];
    private static readonly (string Language, int Share)[] Languages =
    [
        ("English", 59),
        ("Japanese", 6),
        ("Chinese", 6),
        ("Korean", 5),
        ("French", 5),
        ("German", 4),
        ("Spanish", 4),
        ("Norwegian", 3),
        ("Portuguese", 3),
        ("Turkish", 2),
    ];
    private static readonly (string Network, string Country, int Share)[] Networks =
    [
        ("BBC One", "GB", 12),
        ("ITV1", "GB", 8),
        ("NBC", "US", 14),
        ("HBO", "US", 10),
        ("CBC", "CA", 6),
        ("ABC", "AU", 6),
        ("NRK1", "NO", 6),
        ("ZDF", "DE", 8),
        ("TF1", "FR", 8),
        ("tvN", "KR", 10),
        ("TV Tokyo", "JP", 10),
    ];
    private static readonly (string Channel, string? Country, int Share)[] Channels =
    [
        ("Netflix", null, 22),
        ("Prime Video", null, 12),
        ("Disney+", null, 8),
        ("YouTube", null, 14),
        ("Hulu", "US", 12),
        ("BBC iPlayer", "GB", 8),
        ("iQIYI", "CN", 14),
        ("NRK TV", "NO", 5),
    ];
    private static readonly string[] Genres =
    [
        "Drama",
        "Comedy",
        "Crime",
        "Family",
        "Romance",
        "Food",
        "Nature",
        "Mystery",
        "Science-Fiction",
        "Sports",
        "Anime",
    ];
    private static readonly string[] Words =
    [
        "Night",
        "River",
        "Fjällräven",
        "House",
        "The",
        "Lost",
        "Kitchen",
        "24",
        "Ćma",
        "Harbour",
        "Court",
        "Æon",
    ];

    public long HighestId => highestId;

    public bool Has(long id) => id >= 1 && id <= highestId && Mix(id, 1) % 100 >= 3;

    public IEnumerable<long> Ids => Enumerable.Range(1, (int)highestId).Select(id => (long)id).Where(Has);

    public long Updated(long id) => Start.ToUnixTimeSeconds() + (Mix(id, 2) % (6 * 365 * 86400));

    public JsonObject Show(long id)
    {
        var chance = new Random((int)Mix(id, 3));
        var isNew = id > 60_000;
        var network = chance.Next(100) < 61 ? default : Pick(Networks, one => one.Share, chance);
        var channel = network.Network is null || chance.Next(100) < 9 ? Pick(Channels, one => one.Share, chance) : default;
        var ended = chance.Next(100) < 45;
        var premiered = new DateTime(1985, 1, 1).AddDays(Math.Min(15_000, (id % 7000) + chance.Next(9000)));
        var length = 5 * chance.Next(1, 25);
        return new JsonObject
        {
            ["id"] = id,
            ["url"] = $"https://www.tvmaze.com/shows/{id.ToString(CultureInfo.InvariantCulture)}/show",
            ["name"] = $"{Words[chance.Next(Words.Length)]} {Words[chance.Next(Words.Length)]} {id % 977}",
            ["type"] = Pick(Types, one => one.Share, chance).Type,
            ["language"] = chance.Next(1000) < 28 ? null : Pick(Languages, one => one.Share, chance).Language,
            ["genres"] = new JsonArray([
                .. Enumerable
                    .Range(0, chance.Next(100) < 27 ? 0 : chance.Next(1, 4))
                    .Select(_ => Genres[chance.Next(Genres.Length)])
                    .Distinct()
                    .Select(genre => JsonValue.Create(genre)),
            ]),
            ["status"] =
                ended ? "Ended"
                : chance.Next(10) < 8 ? "Running"
                : "To Be Determined",
            ["runtime"] = chance.Next(100) < (isNew ? 72 : 30) ? null : length,
            ["averageRuntime"] = chance.Next(100) < 10 ? null : length - 2,
            ["premiered"] = chance.Next(100) < 4 ? null : Day(premiered),
            ["ended"] = ended ? Day(premiered.AddYears(1)) : null,
            ["schedule"] = new JsonObject { ["time"] = "", ["days"] = new JsonArray() },
            ["rating"] = new JsonObject { ["average"] = chance.Next(100) < (isNew ? 91 : 55) ? null : chance.Next(30, 95) / 10.0 },
            ["weight"] = chance.Next(101),
            ["network"] = network.Network is null ? null : Channel(network.Network, network.Country),
            ["webChannel"] = channel.Channel is null ? null : Channel(channel.Channel, channel.Country),
            ["dvdCountry"] = null,
            ["externals"] = new JsonObject
            {
                ["tvrage"] = null,
                ["thetvdb"] = chance.Next(100) < (isNew ? 32 : 15) ? null : 70_000 + id,
                ["imdb"] = chance.Next(2) == 0 ? null : $"tt{id:0000000}",
            },
            ["image"] =
                chance.Next(100) < 4 ? null : new JsonObject { ["original"] = $"https://static.tvmaze.com/uploads/images/{id}.jpg" },
            ["summary"] = chance.Next(100) < 8 ? null : $"<p>A story of <b>{Words[chance.Next(Words.Length)]}</b> &amp; others.</p>",
            ["updated"] = Updated(id),
            ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"https://api.tvmaze.com/shows/{id}" } },
        };
    }

    private static JsonObject Channel(string name, string? country) =>
        new()
        {
            ["id"] = name.Length,
            ["name"] = name,
            ["country"] = country is null ? null : new JsonObject { ["name"] = country, ["code"] = country },
        };

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private long Mix(long id, int salt)
    {
        var x = (ulong)((id * 31) + salt) + ((ulong)seed << 32);
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return (long)((x ^ (x >> 31)) & 0x7fffffff);
    }

    private static T Pick<T>(T[] from, Func<T, int> share, Random chance)
    {
        var at = chance.Next(from.Sum(share));
        return from.First(one => (at -= share(one)) < 0);
    }
}
