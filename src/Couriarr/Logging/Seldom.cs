namespace Couriarr.Logging;

/// <summary>Lets a complaint through once an hour.</summary>
internal sealed class Seldom(TimeProvider clock)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private long? _last;

    public bool IsTime()
    {
        lock (_gate)
        {
            if (_last is { } last && clock.GetElapsedTime(last) < Interval)
                return false;
            _last = clock.GetTimestamp();
            return true;
        }
    }
}
