using System.Collections.Concurrent;

namespace Couriarr.Neighbours;

/// <summary>A movie or series as the app's source of metadata knows it.</summary>
/// <param name="Id">Of a series its TVDB id, of a movie its TMDB id.</param>
public sealed record FakeTitle(int Id, string Title, int Year = 2021)
{
    /// <summary>Nought when the source does not know it.</summary>
    public int TvMaze { get; init; }
    public string? Imdb { get; init; }
    public int Seasons { get; init; } = 1;
    public int Runtime { get; init; } = 45;
}

/// <summary>What the app asks before it adds anything.</summary>
public sealed class FakeMetadata
{
    private readonly ConcurrentDictionary<int, FakeTitle> _titles = [];

    /// <summary>Refuses connections: lookups end in 503, adding in 500.</summary>
    public bool IsDown { get; set; }

    public FakeTitle Know(FakeTitle title) => _titles[title.Id] = title;

    public void Forget(int id) => _titles.TryRemove(id, out _);

    internal FakeTitle? Find(int id) => _titles.GetValueOrDefault(id);
}

/// <summary>What happens to whoever adds something.</summary>
public enum Adding
{
    Well,

    /// <summary>It is added, and then the connection breaks.</summary>
    HangsUpAfterwards,

    /// <summary>It is added, and 500 is answered.</summary>
    BrokenAfterwards,

    /// <summary>It is added, and nothing is ever answered.</summary>
    SilentAfterwards,

    /// <summary>Somebody else added the same a moment before.</summary>
    Raced,

    /// <summary>The database rejects the row: 409, and nothing is added.</summary>
    Conflicts,

    /// <summary>429 with Retry-After, and nothing is added.</summary>
    Throttled,
}
