using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>Barks when a child has moved nothing for too long, or runs too long altogether. A mount that hangs gives no error.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);
    private readonly ProcessGroup _group;
    private readonly SyncOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _bark;
    private readonly ITimer _timer;
    private readonly long _started;
    private long _shown;
    private long _moved = -1;
    private long _movedAt;

    public Watchdog(ProcessGroup group, SyncOptions options, TimeProvider clock, CancellationToken ct)
    {
        (_group, _options, _clock) = (group, options, clock);
        _bark = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _started = _movedAt = clock.GetTimestamp();
        var often = options.StallTimeout / 4 < LongestLook ? options.StallTimeout / 4 : LongestLook;
        _timer = clock.CreateTimer(_ => Look(), null, often, often);
    }

    public CancellationToken Bark => _bark.Token;

    /// <summary>Why it barked.</summary>
    public string Why { get; private set; } = "";

    /// <summary>The child says itself that it is that far.</summary>
    public void Pat(long bytes) => Interlocked.Exchange(ref _shown, bytes);

    private void Look()
    {
        var moved = _group.Moved + Interlocked.Read(ref _shown);
        if (moved != _moved)
            (_moved, _movedAt) = (moved, _clock.GetTimestamp());
        if (_clock.GetElapsedTime(_movedAt) >= _options.StallTimeout)
            Give(
                $"Nothing moved for {Duration.Write(_options.StallTimeout)}, so rsync was stopped. A mount or its server hangs, or is far too slow."
            );
        else if (_options.Timeout is { } most && _clock.GetElapsedTime(_started) >= most)
            Give($"It took longer than the {Duration.Write(most)} of sync.timeout, so rsync was stopped; what it copied is gone on with.");
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
