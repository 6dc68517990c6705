using System.Collections.Concurrent;

namespace Couriarr.Tests.Notifications;

/// <summary>As time goes, but the pauses between two messages are over at once, and are written down.</summary>
internal sealed class PromptClock : TimeProvider
{
    private static readonly TimeSpan[] Known = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!Known.Contains(dueTime))
            return base.CreateTimer(callback, state, dueTime, period);
        Pauses.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
