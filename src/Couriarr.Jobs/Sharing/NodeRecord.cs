namespace Couriarr.Jobs.Sharing;

/// <summary>A process that works on the store, as it said of itself last.</summary>
/// <param name="Id">Of this start; its leases bear it.</param>
/// <param name="Name">What people call it.</param>
public sealed record NodeRecord(string Id, string Name, string Version, DateTimeOffset StartedAt)
{
    /// <summary>The lanes that it opens.</summary>
    public IReadOnlyList<string> Lanes { get; init; } = [];

    /// <summary>The gates whose jobs it cannot do where it is, and kinds of jobs that its version does not know.</summary>
    public IReadOnlyList<string> Unreachable { get; init; } = [];

    /// <summary>How many jobs it had under way.</summary>
    public int Running { get; init; }

    /// <summary>When it spoke last, by the clock of the store.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>It spoke so lately that it may hold leases.</summary>
    public bool IsLive { get; init; }

    /// <summary>A kind of job among what a node cannot do.</summary>
    public static string OfKind(string kind) => $"kind:{kind}";

    public bool Serves(string lane, string gate) => IsLive && Lanes.Contains(lane) && !Unreachable.Contains(gate);
}
