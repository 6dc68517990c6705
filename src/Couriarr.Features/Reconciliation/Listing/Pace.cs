using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Spreads calls evenly over time, for all readers of a tree together.</summary>
/// <param name="perSecond">0 is as many as anybody likes.</param>
internal sealed class Pace(int perSecond, TimeProvider clock)
{
    private static readonly TimeSpan NotWorthIt = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _due;

    /// <summary>Counts calls that were made, and waits until more may follow.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for them any more.</exception>
    public void Spend(int calls, Pulse pulse)
    {
        if (perSecond <= 0)
            return;
        for (var wait = Owe(calls); wait > NotWorthIt; wait -= Step)
        {
            Task.Delay(wait < Step ? wait : Step, clock, CancellationToken.None).Wait(CancellationToken.None);
            pulse.Beat();
        }
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
