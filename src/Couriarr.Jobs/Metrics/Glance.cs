namespace Couriarr.Jobs.Metrics;

/// <summary>
/// An answer that many may want and that costs something. It is asked for again at most once a second, and so rarely that asking
/// takes a twentieth of the time at most; whoever comes meanwhile shares it.
/// </summary>
public sealed class Glance<T>(Func<CancellationToken, Task<T>> ask, TimeProvider clock)
{
    private const int RestPerWork = 20;
    private static readonly TimeSpan Freshest = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private Task<T>? _answer;
    private long _answered;
    private TimeSpan _rest;

    public Task<T> AskAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            if (_answer is null || (_answer.IsCompleted && clock.GetElapsedTime(_answered) >= _rest))
                _answer = AskAnewAsync();
            return _answer.WaitAsync(ct);
        }
    }

    // Not cancelled by the one who asked first: others wait for it too.
    private async Task<T> AskAnewAsync()
    {
        var started = clock.GetTimestamp();
        try
        {
            return await ask(CancellationToken.None);
        }
        finally
        {
            _answered = clock.GetTimestamp();
            var work = clock.GetElapsedTime(started, _answered) * RestPerWork;
            _rest = work > Freshest ? work : Freshest;
        }
    }
}
