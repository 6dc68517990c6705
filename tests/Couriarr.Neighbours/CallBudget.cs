namespace Couriarr.Neighbours;

/// <summary>Counts calls in a window that slides, and says when there are too many.</summary>
/// <param name="window">Ten seconds, unless another is named.</param>
public sealed class CallBudget(TimeProvider clock, TimeSpan? window = null)
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _calls = [];
    private readonly TimeSpan _window = window ?? Window;

    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How many are let through within a window.</summary>
    public int Limit { get; set; } = int.MaxValue;

    /// <summary>The most that came within any window, those that were sent away included.</summary>
    public int Busiest { get; private set; }
    public int SentAway { get; private set; }

    /// <returns>False when it is one too many.</returns>
    public bool Take()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            while (_calls.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= _window)
                _calls.Dequeue();
            _calls.Enqueue(now);
            Busiest = Math.Max(Busiest, _calls.Count);
            if (_calls.Count <= Limit)
                return true;
            SentAway++;
            return false;
        }
    }
}
