using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>A show, and how it stands with it.</summary>
public sealed record KnownShow(Show Show, Standing Standing);

/// <summary>What the rules say of a show, and what became of it.</summary>
/// <param name="ByUser">A person decided, and no rule changes it.</param>
public sealed record Standing(ShowStatus Status, bool ByUser)
{
    /// <summary>Null before the rules were asked.</summary>
    public Decision? Verdict { get; init; }

    /// <summary>The rule, or the filter by its path.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The filter in one word.</summary>
    public string? FilterReason { get; init; }

    /// <summary>Why, where it is more than the verdict.</summary>
    public string? Note { get; init; }

    /// <summary>The Sonarr that has it; null means the one of the section sonarr.</summary>
    public string? Instance { get; init; }
    public long? SeriesId { get; init; }
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Since when it waits for a TVDB id.</summary>
    public DateTimeOffset? PendingSince { get; init; }
    public DateTimeOffset? RetryAfter { get; init; }
    public int RetryCount { get; init; }
    public string? Error { get; init; }

    /// <summary>The catalogue has it no more. Nothing else follows from that.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>What shall become of a show. What is null here is kept where it stood, but for the note and the error.</summary>
/// <param name="Note">Why, in a sentence for its owner.</param>
public sealed record Settled(ShowStatus Status, string? Note)
{
    /// <summary>A person decides: no rule will change it, and only a person may change it again.</summary>
    public bool ByUser { get; init; }
    public string? Instance { get; init; }
    public long? SeriesId { get; init; }

    /// <summary>What Sonarr said, when it refused.</summary>
    public string? Error { get; init; }

    /// <summary>When to try again; counts one retry.</summary>
    public DateTimeOffset? RetryAfter { get; init; }
}
