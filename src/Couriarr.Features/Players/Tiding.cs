using Couriarr.Features.Media;

namespace Couriarr.Features.Players;

/// <summary>A file that a player is, or was, to be told of.</summary>
/// <param name="Folder">Of the movie or the show, at the destination as we see it.</param>
/// <param name="Path">Whole, at the destination as we see it.</param>
/// <param name="IsMedia">False for what belongs to a file and never becomes an item of its own.</param>
internal sealed record Tiding(long Id, Work Work, string Folder, string Path, Change Change, bool IsMedia)
{
    /// <summary>When we heard of the import.</summary>
    public required DateTimeOffset ToldAt { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When to look next whether it is visible.</summary>
    public DateTimeOffset? LookAt { get; init; }
    public int Asks { get; init; }
    public bool WasAlerted { get; init; }

    /// <summary>Whether there will be something to see.</summary>
    public bool IsToBeSeen => IsMedia && Change is not Change.Removed;
}

internal enum Change
{
    Added,

    /// <summary>Under the same name.</summary>
    Replaced,
    Removed,
}

/// <summary>A change at the destination, before it is known whom it concerns.</summary>
internal sealed record ChangedFile(string Path, Change Change, DateTimeOffset ToldAt);
