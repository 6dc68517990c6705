namespace Couriarr.Jobs.Store;

/// <summary>What a queue still knows, for those who keep the means to fill it again.</summary>
public interface IQueueMemory
{
    /// <summary>Whether it can lose what the database still has.</summary>
    bool MayForget { get; }

    /// <summary>One more each time that it may have lost something.</summary>
    int Doubts { get; }

    /// <summary>What became of these jobs and all that followed from them, in the order of the ids.</summary>
    Task<IReadOnlyList<TreeState>> TreesAsync(IReadOnlyList<JobId> roots, CancellationToken ct);
}

/// <summary>A job with all that followed from it.</summary>
public enum TreeState
{
    /// <summary>The queue never had it, or has lost it.</summary>
    Unknown,

    /// <summary>Something of it waits or runs.</summary>
    Alive,
    Ended,
}

/// <summary>Of a queue in the database itself: what it loses, the database loses too.</summary>
public sealed class LastingMemory : IQueueMemory
{
    public bool MayForget => false;

    public int Doubts => 0;

    public Task<IReadOnlyList<TreeState>> TreesAsync(IReadOnlyList<JobId> roots, CancellationToken ct) =>
        throw new NotSupportedException("Who asks a queue that forgets nothing?");
}
