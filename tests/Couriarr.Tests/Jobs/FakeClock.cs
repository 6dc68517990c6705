namespace Couriarr.Tests.Jobs;

/// <summary>
/// Time that stands still until a test moves it. <see cref="Advance"/> moves both clocks and fires what comes due, in order;
/// <see cref="Jump"/> moves the wall clock alone, as a person or NTP would.
/// </summary>
internal sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Lock _gate = new();
    private readonly HashSet<FakeTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _expected = [];
    private TimeSpan _elapsed;
    private TimeSpan _jumped;

    public FakeClock()
        : this(Noon) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return start + _elapsed + _jumped;
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return TimeSpan.TicksPerDay + _elapsed.Ticks;
    }

    public void Jump(TimeSpan by)
    {
        lock (_gate)
            _jumped += by;
    }

    public void Advance(TimeSpan by)
    {
        var end = Elapsed + by;
        while (NextUntil(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _elapsed = end;
    }

    /// <summary>Completes when somebody waits for just that long, now or later: the moment to advance.</summary>
    public Task WhenSomebodyWaits(TimeSpan due)
    {
        lock (_gate)
        {
            if (_timers.Any(t => t.Asked == due))
                return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected.Add((due, seen));
            return seen.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _elapsed;
        }
    }

    private FakeTimer? NextUntil(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.At <= end).MinBy(t => t.At);
            if (next is null)
                return null;
            _elapsed = next.At > _elapsed ? next.At : _elapsed;
            next.At += next.Period;
            if (next.Period <= TimeSpan.Zero)
                _timers.Remove(next);
            return next;
        }
    }

    private void Arm(FakeTimer timer, TimeSpan due, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            (timer.Asked, timer.At, timer.Period) = (due, _elapsed + due, period);
            if (due == TimeSpan.Zero && period > TimeSpan.Zero)
                timer.At += period;
            if (due > TimeSpan.Zero || (due == TimeSpan.Zero && period > TimeSpan.Zero))
                _timers.Add(timer);
            foreach (var (_, seen) in _expected.Where(e => e.Due == due))
                seen.TrySetResult();
        }
        if (due == TimeSpan.Zero)
            ThreadPool.UnsafeQueueUserWorkItem(_ => timer.Fire(), null);
    }

    private void Disarm(FakeTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private sealed class FakeTimer(FakeClock clock, Action callback) : ITimer
    {
        public TimeSpan Asked { get; set; }
        public TimeSpan At { get; set; }
        public TimeSpan Period { get; set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
