using Couriarr.Features.Media;
using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>One file to carry: a row of sync_jobs.</summary>
/// <param name="Within">The path below both roots.</param>
internal sealed record Parcel(long Id, string Mapping, string Work, string Within, ImportedFile File)
{
    public required string Title { get; init; }
    public required string Status { get; init; }
    public int Retries { get; init; }

    /// <summary>What is whole at the destination already stays as it is.</summary>
    public bool OnlyMissing { get; init; }

    /// <summary>What a run before this one left unfinished, of which version of the original.</summary>
    public string? Temp { get; init; }
    public string? Version { get; init; }

    /// <summary>The node that began it; null where there is only one.</summary>
    public string? TempBy { get; init; }

    /// <summary>The transfer that took it last.</summary>
    public long? JobId { get; init; }

    /// <summary>The job that brought it.</summary>
    public long Batch { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A dry run looked at it, and nothing was carried since.</summary>
    public bool IsRehearsed { get; init; }

    /// <summary>By the size that is known, else by its kind: what lies beside a video is small.</summary>
    public bool IsSmall => File.Size is { } size ? size <= Convoy.Small : Sidecar.Is(Name);

    public string Name => Within[(Within.LastIndexOf('/') + 1)..];
    public string[] Folders => Within.Contains('/', StringComparison.Ordinal) ? Within[..Within.LastIndexOf('/')].Split('/') : [];
}

/// <summary>The words of sync_jobs.status, as documented; and one for what newer work made needless.</summary>
internal static class ParcelStatus
{
    public const string Pending = "pending",
        Running = "running",
        Success = "success",
        Failed = "failed",
        GivenUp = "failed_permanent",
        Superseded = "superseded";

    /// <summary>The outcome of one that is superseded because a person cancelled its transfer.</summary>
    public const string Cancelled = "cancelled";
}

/// <summary>What became of one file in one run.</summary>
internal abstract record Fate
{
    /// <summary>It is whole under its final name.</summary>
    /// <param name="Outcome">new, replaced, repaired or present.</param>
    public sealed record Delivered(string Outcome, long Size, long Bytes, TimeSpan Took, string? Verified) : Fate;

    /// <summary>Not yet: the original still changes.</summary>
    public sealed record Waiting(string Why, string Version) : Fate;

    /// <summary>The original is not there, and nobody looked yet for another name of it.</summary>
    public sealed record Missing : Fate;

    /// <summary>The original is gone.</summary>
    public sealed record Needless(string Why) : Fate;

    /// <summary>It is not as it was when this run looked: another one carries it, or did.</summary>
    public sealed record Taken : Fate
    {
        public const string Why = "Another run carries it.";
    }

    /// <summary>The original lies under another name by now.</summary>
    public sealed record Renamed(NewName To) : Fate;

    /// <summary>It would be carried, were this not a dry run.</summary>
    public sealed record Rehearsed(string Why) : Fate;

    /// <summary>It is a folder: these files in it are carried one by one instead.</summary>
    public sealed record Folder(IReadOnlyList<string> Files) : Fate;

    public sealed record Failed(Exception Error) : Fate;
}
