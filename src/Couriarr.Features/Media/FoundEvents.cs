namespace Couriarr.Features.Media;

/// <summary>A show or movie that the search found.</summary>
/// <param name="Key">The same for ever, like tvmaze:82.</param>
public sealed record FoundTitle(string Key, string Title)
{
    public int? Year { get; init; }

    /// <summary>The channel of a show.</summary>
    public string? Channel { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>Why it waits for a person.</summary>
    public string? Why { get; init; }
    public Uri? Poster { get; init; }

    /// <summary>Its page in the catalogue, which asks to be named.</summary>
    public Uri? Page { get; init; }
}

/// <summary>New shows or movies were added: those of one run, told together.</summary>
/// <param name="Count">Of many, the first are named.</param>
public sealed record ShowAdded(IReadOnlyList<FoundTitle> Titles, int Count);

/// <summary>New shows or movies wait for a person: those of one run, told together.</summary>
/// <param name="Count">Of many, the first are named.</param>
public sealed record ShowNeedsReview(IReadOnlyList<FoundTitle> Titles, int Count);
