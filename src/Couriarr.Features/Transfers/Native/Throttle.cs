namespace Couriarr.Features.Transfers.Native;

/// <summary>Holds a copy to a limit that may change while it runs.</summary>
/// <param name="limit">KB a second as it is now; 0 is none.</param>
internal sealed class Throttle(Func<int> limit, TimeProvider clock)
{
    private const int Largest = 1 << 20,
        Smallest = 4096,
        ShareOfSecond = 10;
    private static readonly TimeSpan Memory = TimeSpan.FromMilliseconds(200);
    private readonly long _started = clock.GetTimestamp();
    private readonly Lock _gate = new();
    private TimeSpan _due;

    /// <summary>One that is kept besides, together with other copies.</summary>
    public Throttle? Shared { get; init; }

    /// <summary>How much may be moved in one go: under a limit what it allows for a tenth of a second.</summary>
    public int Block => Math.Min(Own, Shared?.Block ?? Largest);

    private int Own => limit() is > 0 and var most ? (int)Math.Clamp(most * 1024L / ShareOfSecond, Smallest, Largest) : Largest;

    /// <returns>How long to wait after so many bytes.</returns>
    public TimeSpan After(int bytes)
    {
        var (own, shared) = (OwnAfter(bytes), Shared?.After(bytes) ?? TimeSpan.Zero);
        return own > shared ? own : shared;
    }

    private TimeSpan OwnAfter(int bytes)
    {
        if (limit() is not (> 0 and var most))
            return TimeSpan.Zero;
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_started);
            // What was not used stays open for a moment only: a disk that paused does not make up for it at full speed.
            _due = (_due > now - Memory ? _due : now - Memory) + TimeSpan.FromSeconds(bytes / (most * 1024.0));
            return _due > now ? _due - now : TimeSpan.Zero;
        }
    }
}
