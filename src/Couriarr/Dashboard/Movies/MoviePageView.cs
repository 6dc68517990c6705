using Couriarr.Doors.Library;
using Couriarr.Features.Movies;

namespace Couriarr.Dashboard.Movies;

/// <summary>One movie with all that is known of it and worn by it.</summary>
internal sealed record MovieDetailView(MovieView Movie, IReadOnlyList<FieldLine> Fields, IReadOnlyList<Wardrobe> Artwork)
{
    public MovieItem Item => Movie.Movie;
    public Chosen? Poster => Artwork.First(one => one.Type == ArtworkType.Poster.Word()).Worn is [var worn, ..] ? worn : null;
}

/// <summary>A fact, and whether a person has said it.</summary>
/// <param name="Wrong">Why what was typed cannot be taken; null when nothing was.</param>
internal sealed record FieldLine(Field Field, string Value, bool IsLocked, string? Typed = null, string? Wrong = null)
{
    public string Name => Field.Name;
    public bool MayBeWritten => FieldText.MayBeWritten(Field);
    public bool HasLines => FieldText.HasLines(Field);

    /// <summary>What stands in the field of its form.</summary>
    public string Shown => Typed ?? Value;
}

/// <summary>What a movie wears of a type, and what it could wear.</summary>
/// <param name="Candidates">The best first, the refused last; so many as are shown.</param>
/// <param name="All">How many there are.</param>
internal sealed record Wardrobe(string Type, bool IsLocked, IReadOnlyList<Chosen> Worn, IReadOnlyList<Candidate> Candidates, int All)
{
    /// <summary>Nothing is worn, and there is nothing to choose from.</summary>
    public bool IsBare => Worn.Count == 0 && All == 0;

    public int Hidden => All - Candidates.Count;

    public bool Wears(Candidate candidate) => Worn.Any(one => one.Source == candidate.Source);
}
