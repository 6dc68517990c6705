using Couriarr.Features.Configuration;
using Couriarr.Features.Media;

namespace Couriarr.Features.Places;

/// <summary>The way of one library: what the app calls its folder, where that lies for us, and where its files go.</summary>
/// <param name="Name">From its folder in the app: movies, or movies@radarr-4k when it is for one instance alone.</param>
public sealed record Route(string Name, string From, string Source, string Destination)
{
    public MediaType? Type { get; init; }
    public string? Instance { get; init; }

    /// <summary>KB a second for all that goes along it at once; 0 for none.</summary>
    public int Limit { get; init; }

    /// <summary>The lane of those who carry along routes.</summary>
    public const string Lane = "transfer";

    /// <summary>Where its files go when that is no folder of this machine; null when it is one.</summary>
    public RemoteAddress? Remote { get; init; }

    /// <summary>Whose folders can be looked at from here.</summary>
    public IReadOnlyList<Side> Sides => Remote is null ? [Side.Source, Side.Destination] : [Side.Source];

    /// <summary>Closed while a folder of it is away; see docs/transfers.md.</summary>
    public string Gate => $"route:{Name}";

    /// <summary>A path below both roots, as the app sees it.</summary>
    public string AppPathOf(string within) => $"{From.TrimEnd('/')}/{within}";

    public string FolderOf(Side side) => side is Side.Source ? Source : Destination;
}

public enum Side
{
    Source,
    Destination,
}
