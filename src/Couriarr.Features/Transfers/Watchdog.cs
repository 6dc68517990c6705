using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Transfers;

/// <summary>Barks when a copy has moved nothing for too long, or runs too long altogether. A mount that hangs gives no error.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);
    private readonly Func<long?> _count;
    private readonly SyncOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _bark;
    private readonly ITimer _timer;
    private readonly long _started;
    private long _moved = -1;
    private long _movedAt;
    private long _lookedAt;
    private TimeSpan _rested;

    /// <param name="moved">Any number that changes while the copy gets on; null while it shall not.</param>
    public Watchdog(Func<long?> moved, SyncOptions options, TimeProvider clock, CancellationToken ct)
    {
        (_count, _options, _clock) = (moved, options, clock);
        _bark = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _started = _movedAt = _lookedAt = clock.GetTimestamp();
        var often = options.StallTimeout / 4 < LongestLook ? options.StallTimeout / 4 : LongestLook;
        _timer = clock.CreateTimer(_ => Look(), null, often, often);
    }

    public CancellationToken Bark => _bark.Token;

    /// <summary>Why it barked.</summary>
    public string Why { get; private set; } = "";

    private void Look()
    {
        var (moved, now) = (_count(), _clock.GetTimestamp());
        if (moved is null)
            _rested += _clock.GetElapsedTime(_lookedAt, now);
        if (moved is null || moved != _moved)
            (_moved, _movedAt) = (moved ?? -1, now);
        _lookedAt = now;
        if (_clock.GetElapsedTime(_movedAt) >= _options.StallTimeout)
            Give(
                $"Nothing moved for {Duration.Write(_options.StallTimeout)}, so the copy was stopped. A mount or its server hangs, or is far too slow."
            );
        else if (_options.Timeout is { } most && _clock.GetElapsedTime(_started) - _rested >= most)
            Give(
                $"It took longer than the {Duration.Write(most)} of sync.timeout, so the copy was stopped; what it copied is gone on with."
            );
    }

    private void Give(string why)
    {
        Why = why;
        try
        {
            _bark.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself just now.
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _bark.Dispose();
    }
}
