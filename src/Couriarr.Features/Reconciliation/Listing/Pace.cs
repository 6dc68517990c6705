namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Spreads calls evenly over time, for all readers of a tree together.</summary>
/// <param name="perSecond">0 is as many as anybody likes.</param>
internal sealed class Pace(int perSecond, TimeProvider clock)
{
    private static readonly TimeSpan NotWorthIt = TimeSpan.FromMilliseconds(5);
    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _due;

    /// <summary>Counts calls that were made, and waits until more may follow.</summary>
    public void Spend(int calls, CancellationToken ct)
    {
        if (perSecond > 0 && Owe(calls) is var wait && wait > NotWorthIt)
            Task.Delay(wait, clock, ct).Wait(ct);
    }

    private TimeSpan Owe(int calls)
    {
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            _due = (_due > now ? _due : now) + TimeSpan.FromSeconds((double)calls / perSecond);
            return _due - now;
        }
    }
}
