using Couriarr.Jobs;

namespace Couriarr.Features.Intake;

/// <summary>One webhook on its way into the inbox.</summary>
internal sealed record NewEntry(string Instance, string App, string EventType, string Outcome, string Payload)
{
    public string? WorkKey { get; init; }
    public string? Title { get; init; }
    public string? Warning { get; init; }
    public long? ReplayedFrom { get; init; }
    public bool FromHistory { get; init; }
    public bool InDoubt { get; init; }

    /// <summary>Where it came from, for the trace that its jobs go on with.</summary>
    public string? Trace { get; init; } = JobTrace.Here;

    /// <summary>What it says, per file.</summary>
    public IReadOnlyList<IReadOnlyList<Fact>> Facts { get; init; } = [];
}

/// <summary>One webhook that was taken.</summary>
/// <param name="Payload">Empty in lists.</param>
public sealed record InboxEntry(long Id, string Instance, string App, string EventType, string Outcome, string Payload)
{
    public const string Accepted = "accepted";
    public const string Ignored = "ignored";
    public const string Test = "test";

    /// <summary>Where it would be sent to again.</summary>
    public string? Address => Instance == Senders.Unknown ? null : Instance;
    public string? WorkKey { get; init; }
    public string? Title { get; init; }
    public string? Warning { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How often the same was told.</summary>
    public long Deliveries { get; init; } = 1;

    /// <summary>Positions of its files that an earlier entry brought already.</summary>
    public IReadOnlyList<int> HeardBefore { get; init; } = [];
    public long? ReplayedFrom { get; init; }

    /// <summary>Nobody told it: it was found in the history of the instance.</summary>
    public bool FromHistory { get; init; }

    /// <summary>Its instance is only guessed.</summary>
    public bool InDoubt { get; init; }

    /// <summary>The job that sees to it; null until the queue has it.</summary>
    public long? JobId { get; init; }
    public DateTimeOffset? HandledAt { get; init; }

    /// <summary>What came of it.</summary>
    public string? Note { get; init; }
}

/// <param name="Text">In title or event type; A to Z in either case.</param>
/// <param name="Before">Only entries older than this one: the next page.</param>
public sealed record InboxQuery(string? Instance, string? Type, string? Outcome, bool? Warned, string? Text, long? Before, int Limit);
