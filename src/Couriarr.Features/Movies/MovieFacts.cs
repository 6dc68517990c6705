namespace Couriarr.Features.Movies;

/// <summary>What is told of a movie. Null and empty mean that nobody said.</summary>
internal sealed record MovieFacts
{
    public string? Title { get; init; }
    public string? OriginalTitle { get; init; }
    public string? SortTitle { get; init; }
    public string? Tagline { get; init; }
    public string? Outline { get; init; }
    public string? Plot { get; init; }

    /// <summary>In whole minutes.</summary>
    public int? Runtime { get; init; }
    public string? Certification { get; init; }
    public DateOnly? Premiered { get; init; }
    public string? OriginalLanguage { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];
    public IReadOnlyList<string> Countries { get; init; } = [];
    public IReadOnlyList<string> Studios { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<string> Directors { get; init; } = [];
    public IReadOnlyList<string> Writers { get; init; } = [];
    public IReadOnlyList<Actor> Cast { get; init; } = [];
    public IReadOnlyList<Rating> Ratings { get; init; } = [];
    public MovieSet? Set { get; init; }

    /// <summary>The key of a video at YouTube.</summary>
    public string? Trailer { get; init; }

    /// <summary>These facts, where no lock holds what was known before.</summary>
    public MovieFacts Under(Locks locks, MovieFacts? before)
    {
        var kept = this;
        foreach (var field in Field.All.Where(field => before is not null && locks.Has(field)))
            kept = field.Copy(before!, kept);
        return kept;
    }
}

internal sealed record Actor(string Name, string? Role = null, int Order = 0);

/// <param name="Source">As players name it: themoviedb or imdb.</param>
/// <param name="Thousandths">Of ten points: 7500 is 7.5.</param>
internal sealed record Rating(string Source, int Thousandths, int Votes);

internal sealed record MovieSet(string Name, string? Overview = null, int? TmdbId = null);
