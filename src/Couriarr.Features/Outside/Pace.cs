namespace Couriarr.Features.Outside;

/// <summary>
/// Never more than so many calls within any window, whoever makes them. A turn is used again one window after its call came back, not
/// after it went out: however long calls are on their way, whoever is called never sees more of them.
/// </summary>
/// <param name="window">Ten seconds, unless another is named.</param>
internal sealed class Pace(int calls, TimeProvider clock, TimeSpan? window = null) : IDisposable
{
    private readonly TimeSpan _window = window ?? TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _free = new(calls, calls);
    private readonly Queue<DateTimeOffset> _due = new(Enumerable.Repeat(DateTimeOffset.MinValue, calls));
    private DateTimeOffset _restUntil;

    // Of the monotonic clock, as far as there is one: a wall clock that jumps must not let everybody go at once.
    private DateTimeOffset Now => DateTimeOffset.UnixEpoch + clock.GetElapsedTime(0);

    /// <summary>Comes back when the call may be made. The turn is given back when the answer is there.</summary>
    public async Task<IDisposable> TurnAsync(CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        var due = Take();
        try
        {
            // A timer may be a little early, and somebody may have asked for rest meanwhile.
            while (Wait(due) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, ct);
            return new Turn(this);
        }
        catch
        {
            GiveBack(due);
            throw;
        }
    }

    /// <summary>Nobody calls for that long: we were asked to be slower.</summary>
    public void Rest(TimeSpan time)
    {
        lock (_gate)
            _restUntil = Now + time > _restUntil ? Now + time : _restUntil;
    }

    public void Dispose() => _free.Dispose();

    private DateTimeOffset Take()
    {
        lock (_gate)
            return _due.Dequeue();
    }

    private TimeSpan Wait(DateTimeOffset due)
    {
        lock (_gate)
        {
            var wait = (due > _restUntil ? due : _restUntil) - Now;
            return wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        }
    }

    private void GiveBack(DateTimeOffset due)
    {
        lock (_gate)
            _due.Enqueue(due);
        _free.Release();
    }

    private sealed class Turn(Pace pace) : IDisposable
    {
        public void Dispose() => pace.GiveBack(pace.Now + pace._window);
    }
}
