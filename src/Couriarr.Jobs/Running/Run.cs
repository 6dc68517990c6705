using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Running;

/// <summary>One lease being worked on, and what was heard about it meanwhile.</summary>
internal sealed class Run(Lease lease, long asked) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private readonly CancellationTokenSource _lost = new();

    public Lease Lease => lease;

    /// <summary>When the store was last asked for the lease that it gave: a timestamp of the monotonic clock.</summary>
    public long LastBeat { get; set; } = asked;

    /// <summary>A person wants it to stop.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Another run has it, or may have.</summary>
    public CancellationToken Lost => _lost.Token;

    // Whatever hangs on these tokens runs elsewhere: the heart must not wait for it.
    public void Cancel() => _ = _cancelled.CancelAsync();

    public void Lose() => _ = _lost.CancelAsync();

    public void Dispose()
    {
        _cancelled.Dispose();
        _lost.Dispose();
    }
}
