using System.Globalization;
using System.Text;

namespace Couriarr.Features.Movies.Tmdb;

/// <summary>A movie that a search came upon.</summary>
internal sealed record Sighting(Match Match)
{
    public string? OriginalTitle { get; init; }

    /// <summary>
    /// The one that is meant, when there can be no doubt: of the same title, letter by letter but for marks and case, and of the same year;
    /// else of the year before or after, since festivals and cinemas disagree. Without a year only when nothing else is called so.
    /// </summary>
    /// <returns>Null when a person has to say.</returns>
    public static Match? Confirm(string title, int? year, IReadOnlyList<Sighting> found)
    {
        var named = found.Where(one => one.IsCalled(title)).DistinctBy(one => one.Match.TmdbId).ToList();
        if (year is null)
            return Only(named);
        return Only(named.Where(one => one.Match.Year == year))
            ?? (
                named.Exists(one => one.Match.Year == year)
                    ? null
                    : Only(named.Where(one => Math.Abs((one.Match.Year ?? 0) - year.Value) == 1))
            );
    }

    /// <summary>What is left of a title when case, accents, punctuation and spaces do not count.</summary>
    public static string Plain(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (var letter in title.Replace("&", " and ", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD))
            if (char.IsLetterOrDigit(letter))
                plain.Append(char.ToLower(letter, CultureInfo.InvariantCulture));
        return plain.ToString();
    }

    private static Match? Only(IEnumerable<Sighting> some) => some.Take(2).ToList() is [var one] ? one.Match : null;

    private bool IsCalled(string title) =>
        Plain(title) is { Length: > 0 } plain
        && (Plain(Match.Title) == plain || (OriginalTitle is { } original && Plain(original) == plain));
}
