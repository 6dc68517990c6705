using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Couriarr.Features.Movies.Nfo;

/// <summary>What an NFO tells of its movie. Whatever does not make sense is as if it were not there.</summary>
internal static partial class NfoReader
{
    private const int MostNames = 500;
    private const int Thousand = 1000;
    private static readonly string[] Dates = ["premiered", "releasedate"];

    public static MovieFacts Facts(XElement movie) =>
        new()
        {
            Title = movie.Text("title"),
            OriginalTitle = movie.Text("originaltitle"),
            SortTitle = movie.Text("sorttitle"),
            Tagline = movie.Text("tagline"),
            Outline = movie.Text("outline"),
            Plot = movie.Text("plot"),
            Runtime = movie.Text("runtime") is { } runtime ? Minutes(runtime) : null,
            Certification = movie.Text("mpaa"),
            Premiered = Dates.Select(name => Day(movie.Text(name))).FirstOrDefault(day => day is not null),
            Genres = Names(movie, "genre"),
            Countries = Names(movie, "country"),
            Studios = Names(movie, "studio", split: false),
            Tags = Names(movie, "tag", split: false),
            Directors = Names(movie, "director"),
            Writers = Names(movie, "credits"),
            Cast = Cast(movie),
            Ratings = Ratings(movie),
            Set = Set(movie),
            Trailer =
                movie.Text("trailer") is { } trailer && Video().Match(trailer) is { Success: true } key ? key.Groups["key"].Value : null,
        };

    public static int? Year(XElement movie) =>
        NfoIds.Number(movie.Text("year") ?? "") is { } year and > 1870 and < 2200
            ? year
            : Dates.Select(name => Day(movie.Text(name))).FirstOrDefault(day => day is not null)?.Year;

    // "136", "136 min", "2h 16m".
    private static int? Minutes(string text)
    {
        if (Hours().Match(text) is { Success: true } match)
            return (Whole(match, "h") * 60) + Whole(match, "m");
        return Leading().Match(text) is { Success: true } number ? Whole(number, "n") : null;
    }

    private static int Whole(System.Text.RegularExpressions.Match match, string group) =>
        match.Groups[group] is { Success: true, Value: { Length: > 0 } text } ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    private static List<string> Names(XElement movie, string element, bool split = true) =>
        [
            .. movie
                .All(element)
                .SelectMany(one => split ? one.Value.Split(" / ") : [one.Value])
                .Select(name => name.Trim())
                .Where(name => name.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Take(MostNames),
        ];

    private static List<Actor> Cast(XElement movie) =>
        [
            .. movie
                .All("actor")
                .Where(actor => actor.Text("name") is not null)
                .Take(MostNames)
                .Select((actor, i) => new Actor(actor.Text("name")!, actor.Text("role"), NfoIds.Number(actor.Text("order") ?? "") ?? i)),
        ];

    private static List<Rating> Ratings(XElement movie)
    {
        var named = movie
            .All("ratings")
            .SelectMany(ratings => ratings.All("rating"))
            .Select(rating => RatingOf(rating, (string?)rating.Attribute("name"), rating.Text("value"), rating.Text("votes")))
            .OfType<Rating>()
            .ToList();
        return named.Count > 0 ? named
            : RatingOf(movie, "default", movie.Text("rating"), movie.Text("votes")) is { } plain ? [plain]
            : [];
    }

    // "7,5" of ten, or 75 of a hundred.
    private static Rating? RatingOf(XElement rating, string? source, string? value, string? votes)
    {
        if (!decimal.TryParse(value?.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points))
            return null;
        var most = NfoIds.Number((string?)rating.Attribute("max") ?? "") ?? (points > 10 ? 100 : 10);
        return points is >= 0 && points <= most
            ? new Rating(source ?? "default", (int)(points * 10 * Thousand / most), Votes(votes))
            : null;
    }

    private static int Votes(string? text) => NfoIds.Number(Digits().Replace(text ?? "", "")) ?? 0;

    private static MovieSet? Set(XElement movie) =>
        movie.All("set").FirstOrDefault() is not { } set ? null
        : (set.HasElements ? set.Text("name") : set.Value.Trim()) is { Length: > 0 } name ? new MovieSet(name, set.Text("overview"), null)
        : null;

    [GeneratedRegex(@"^\s*(?<h>\d{1,2})\s*h(ours?)?\s*((?<m>\d{1,3})\s*m?)?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hours();

    [GeneratedRegex(@"^\s*(?<n>\d{1,5})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Leading();

    [GeneratedRegex(@"[^\d]", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(
        @"(video_?id=|watch\?v=|youtu\.be/|embed/)(?<key>[\w-]{11})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Video();
}
