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

    private static Match? Only(IEnumerable<Sighting> some) => some.Take(2).ToList() is [var one] ? one.Match : null;

    private bool IsCalled(string title) =>
        Letters.Of(title) is { Length: > 0 } plain
        && (Letters.Of(Match.Title) == plain || (OriginalTitle is { } original && Letters.Of(original) == plain));
}
