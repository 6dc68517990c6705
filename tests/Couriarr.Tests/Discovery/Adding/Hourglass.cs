using System.Collections.Concurrent;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>Goes as the real clock does, until a test has what is to take so long run out at once.</summary>
internal sealed class Hourglass : TimeProvider
{
    private readonly ConcurrentQueue<(TimeSpan Due, ITimer Timer)> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = System.CreateTimer(callback, state, dueTime, period);
        _timers.Enqueue((dueTime, timer));
        return timer;
    }

    public void RunOut(TimeSpan due)
    {
        foreach (var (_, timer) in _timers.Where(one => one.Due == due))
            timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
