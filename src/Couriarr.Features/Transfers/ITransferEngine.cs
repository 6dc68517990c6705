using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>Copies one file under a temporary name. What lies under that already is gone on with.</summary>
internal interface ITransferEngine
{
    /// <summary>Nobody can still be writing what an earlier copy left under this name.</summary>
    /// <param name="by">The node that began it; null for one that did not say.</param>
    bool MayGoOn(string temp, string? by);

    /// <param name="report">Is told how far it is.</param>
    Task<Copied> CopyAsync(Haul haul, Action<CopyProgress> report, CancellationToken ct);
}

/// <summary>One file to copy: as it was when it was looked at, into a folder that is held.</summary>
/// <param name="Temp">Its name there for now.</param>
internal sealed record Haul(SourceFile Source, PinnedFolder Folder, string Temp)
{
    public string Route { get; init; } = "";

    /// <summary>KB a second for all on its route together; 0 for none.</summary>
    public int Limit { get; init; }

    /// <summary>Only caught up: imports of the same route go first.</summary>
    public bool IsUnhurried { get; init; }
}

/// <param name="Moved">The bytes that were really moved.</param>
internal sealed record Copied(long Moved)
{
    /// <summary>The SHA-256 of all that was read of the original; null when nobody took it on the way.</summary>
    public byte[]? Digest { get; init; }
}

/// <summary>How far a copy is, and how it gets on, in words.</summary>
internal sealed record CopyProgress(long Bytes, string Note)
{
    public static CopyProgress Of(long bytes, string speed, string remaining) =>
        new(bytes, $"{Sizes.Of(bytes)} at {speed}, {remaining} left");
}
