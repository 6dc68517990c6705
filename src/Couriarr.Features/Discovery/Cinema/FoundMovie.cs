namespace Couriarr.Features.Discovery.Cinema;

/// <summary>A movie as TMDB has it.</summary>
internal sealed record FoundMovie(long Id, string Title)
{
    public string? ImdbId { get; init; }
    public int? Year { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];
    public Uri? Poster { get; init; }
    public double Popularity { get; init; }
}
