namespace Couriarr.Features.Media;

/// <summary>A movie, a series, an artist or an author, as the instance that looks after it knows it.</summary>
/// <param name="Instance">The name of the instance.</param>
/// <param name="Id">The instance's own number for it; 0 when it did not say.</param>
/// <param name="Folder">Where it lies, as the instance sees it.</param>
public sealed record Work(string Instance, MediaType Type, long Id, string Title, string Folder)
{
    public int? Year { get; init; }
    public WorkIds Ids { get; init; } = new();
    public Uri? Poster { get; init; }

    /// <summary>The same for everything that ever happens to it. The address of its timeline.</summary>
    public string Key => Id > 0 ? $"{Instance}:{Id}" : $"{Instance}:{Folder}";
}

/// <summary>Names that others have for it.</summary>
public sealed record WorkIds(int? Tmdb = null, int? Tvdb = null, string? Imdb = null, int? Tvmaze = null);
