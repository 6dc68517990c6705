namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>Goes a hundred times as fast as the real one.</summary>
internal sealed class FastClock : TimeProvider
{
    public override long GetTimestamp() => System.GetTimestamp() * 100;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime / 100, period);
}
