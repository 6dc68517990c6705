namespace Couriarr.Features.Movies;

/// <summary>How much of what a movie may have it has, and what it lacks.</summary>
internal sealed record Completeness(int Percent, IReadOnlyList<string> Missing)
{
    // What a player shows of every movie; a tagline or a set many have not.
    private static readonly string[] Expected =
    [
        "title",
        "plot",
        "runtime",
        "certification",
        "premiered",
        "genres",
        "directors",
        "cast",
        "ratings",
    ];

    /// <param name="wanted">The types of artwork that the libraries give every movie.</param>
    public static Completeness Of(Movie movie, IReadOnlyCollection<ArtworkType> worn, IReadOnlyCollection<ArtworkType> wanted)
    {
        var facts = movie.Facts ?? new MovieFacts();
        var missing = Expected
            .Where(name => !Field.Find(name)!.IsIn(facts))
            .Concat(wanted.Except(worn).Select(type => type.Word()))
            .ToList();
        return new Completeness(100 - (100 * missing.Count / (Expected.Length + wanted.Count)), missing);
    }
}
