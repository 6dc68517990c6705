using Couriarr.Features.Movies.Nfo;

namespace Couriarr.Features.Movies.Publishing;

internal enum Deed
{
    /// <summary>It is as it shall be.</summary>
    Same,

    /// <summary>It is as it shall be, and nobody wrote down yet that it is ours.</summary>
    Adopt,

    /// <summary>There is nothing of that name.</summary>
    Add,

    /// <summary>Something else has that name.</summary>
    Replace,

    /// <summary>It was ours, and another of ours has taken its place.</summary>
    Remove,

    /// <summary>A person's: it stays.</summary>
    Leave,
}

/// <summary>What happens to one file beside a movie.</summary>
/// <param name="Type">An artwork type's word, or nfo.</param>
/// <param name="Why">For people, where it is not plain.</param>
internal sealed record Step(Deed Deed, string Name, string Type, string Why = "")
{
    public string? Hash { get; init; }

    /// <summary>Of an image, in the cache.</summary>
    public string? Extension { get; init; }

    /// <summary>Of an NFO, which is in no cache yet.</summary>
    public byte[]? Content { get; init; }

    /// <summary>What is replaced is not ours, or was changed since: it is kept for a while.</summary>
    public bool ReplacesForeign { get; init; }

    public bool Writes => Deed is Deed.Add or Deed.Replace;
}

/// <summary>A file of a movie's folder as publishing sees it.</summary>
/// <param name="Hash">Null when nobody needed to know.</param>
internal sealed record Beside(string Name, long Size, long Modified, string? Hash)
{
    /// <summary>It begins as images do, and holds something.</summary>
    public bool LooksWhole { get; init; } = true;
}

/// <summary>All that a plan is made from.</summary>
internal sealed record Outfit(Movie Movie, Locks Locks, IReadOnlyList<Chosen> Chosen, IReadOnlyList<PublishedFile> Published)
{
    /// <summary>The names of the movie's videos without their endings.</summary>
    public IReadOnlyList<string> Stems { get; init; } = [];
    public IReadOnlyDictionary<string, Beside> There { get; init; } = new Dictionary<string, Beside>();

    public NfoContent? Nfo { get; init; }

    /// <summary>Only what was published before is put back.</summary>
    public bool OnlyRestore { get; init; }

    public bool WasPublished(string type, string hash) => Published.Any(file => file.Type == type && file.Hash == hash);

    /// <summary>Our record of a file; null when it is none of ours.</summary>
    public PublishedFile? RecordOf(string name) => Published.FirstOrDefault(file => file.Name == name);
}
