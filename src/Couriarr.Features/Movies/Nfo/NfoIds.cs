using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Couriarr.Features.Movies.Nfo;

/// <summary>Which movie an NFO says it is. What names a collection is never taken for the movie.</summary>
internal sealed partial record NfoIds(int? Tmdb, string? Imdb)
{
    private static readonly string[] TmdbTypes = ["tmdb", "themoviedb", "moviedb"];
    private static readonly string[] TmdbElements = ["tmdbid", "tmdb_id", "themoviedbid"];
    private static readonly string[] ImdbElements = ["imdbid", "imdb_id", "imdb"];

    public static NfoIds Of(NfoFile file)
    {
        var (tmdb, imdb) = file.Movie is { } movie ? Within(movie) : (null, null);
        var linked = In(string.Join('\n', file.Links));
        return new NfoIds(tmdb ?? linked.Tmdb, imdb ?? linked.Imdb);
    }

    /// <param name="links">Addresses of pages about movies.</param>
    public static NfoIds In(string links) =>
        new(
            TmdbLink().Match(links) is { Success: true } t ? Number(t.Groups["id"].Value) : null,
            ImdbLink().Match(links) is { Success: true } i ? i.Groups["id"].Value : null
        );

    private static (int? Tmdb, string? Imdb) Within(XElement movie)
    {
        var unique = movie.All("uniqueid").ToList();
        var (plainTmdb, plainImdb) = (Texts(movie, TmdbElements), Texts(movie, ImdbElements));
        // Old tools wrote either one or the other here.
        var legacy = movie.All("id").Select(id => id.Value.Trim()).ToList();
        return (
            Typed(unique, TmdbTypes).Concat(plainTmdb).Concat(legacy).Select(Number).FirstOrDefault(n => n is not null),
            Typed(unique, ["imdb"]).Concat(plainImdb).Concat(legacy).FirstOrDefault(IsImdb)
        );
    }

    private static IEnumerable<string> Typed(List<XElement> unique, string[] types) =>
        unique.Where(id => types.Contains((string?)id.Attribute("type"), StringComparer.OrdinalIgnoreCase)).Select(id => id.Value.Trim());

    private static IEnumerable<string> Texts(XElement movie, string[] names) =>
        names.SelectMany(name => movie.All(name)).Select(element => element.Value.Trim());

    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    public static bool IsImdb(string text) => ImdbId().IsMatch(text);

    [GeneratedRegex(@"themoviedb\.org/movie/(?<id>\d{1,9})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TmdbLink();

    [GeneratedRegex(@"imdb\.com/(?:[a-z]{2}/)?title/(?<id>tt\d{7,8})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ImdbLink();

    [GeneratedRegex(@"^tt\d{7,8}$", RegexOptions.None, 1000)]
    private static partial Regex ImdbId();
}

internal static class Elements
{
    /// <summary>By name, in whatever letters: tools do not agree on them.</summary>
    public static IEnumerable<XElement> All(this XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first that says something.</summary>
    public static string? Text(this XElement parent, string name) =>
        parent.All(name).Select(element => element.Value.Trim()).FirstOrDefault(text => text.Length > 0);
}
