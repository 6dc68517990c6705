using System.Globalization;
using System.Text.RegularExpressions;
using Couriarr.Features.Movies.Nfo;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>What a file's or folder's name says of its movie.</summary>
internal sealed partial record Naming(string Title, int? Year)
{
    public static Naming Of(string name)
    {
        var plain = Braces().Replace(name, " ");
        if (YearIn(plain) is { } year)
            return new Naming(Tidy(plain[..year.Index]), int.Parse(year.Groups["year"].ValueSpan, CultureInfo.InvariantCulture));
        var end = Release().Match(plain) is { Success: true, Index: > 0 } release ? release.Index : plain.Length;
        return new Naming(Tidy(Stack().Replace(plain[..end], "")), null);
    }

    /// <summary>The same for all versions and parts of one movie.</summary>
    public string Key => string.Concat(Title.ToLowerInvariant().Where(char.IsLetterOrDigit)) + Year?.ToString(CultureInfo.InvariantCulture);

    /// <summary>One of several files that are watched one after the other: Dune-cd2.</summary>
    public static bool IsPart(string stem) => Stack().IsMatch(stem);

    /// <summary>Which movie it is, where people or Radarr wrote it into a name: {tmdb-603}, [imdbid-tt0133093].</summary>
    public static NfoIds IdsIn(string name)
    {
        var ids = Numbers().Matches(name).Select(match => match.Groups["id"].Value).ToList();
        return new NfoIds(ids.Select(NfoIds.Number).FirstOrDefault(id => id is not null), ids.Find(NfoIds.IsImdb));
    }

    // The last one before what tells of the release: of 2001 A Space Odyssey (1968) it is 1968, and of 1917 (2019) 2019.
    private static System.Text.RegularExpressions.Match? YearIn(string name) =>
        AnyYear().Matches(name).LastOrDefault(match => match.Index > 0 && !Release().IsMatch(name[..match.Index]));

    private static string Tidy(string text)
    {
        var spaced = text.Contains(' ', StringComparison.Ordinal) ? text : text.Replace('.', ' ');
        var tidy = Spaces().Replace(spaced.Replace('_', ' '), " ").Trim(' ', '-', '.', '(', '[');
        return tidy.Length > 0 ? tidy : text.Trim();
    }

    // {imdb-tt0133093}, [tmdbid-603]
    [GeneratedRegex(@"[\[{](imdb|tmdb|edition)[^\]}]*[\]}]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();

    [GeneratedRegex(
        @"[\[{](imdb(id)?[-=](?<id>tt\d{7,8})|tmdb(id)?[-=](?<id>\d{1,9}))[\]}]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<=[\s._(\[-])(?<year>(18[89]|19\d|20\d)\d)(?=$|[\s._)\]-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyYear();

    [GeneratedRegex(
        @"(?<=[\s._(\[-])(2160p|1080[pi]|720p|576p|480p|4k|uhd|blu-?ray|bdrip|brrip|web-?dl|webrip|web|hdtv|dvdrip|dvd|remux|x26[45]|h\.?26[45]|hevc|xvid|proper|repack)(?=$|[\s._)\]-])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Release();

    [GeneratedRegex(@"[\s._-]+(cd|dvd|part|pt|disc|disk)[\s._-]?\d{1,2}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stack();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
