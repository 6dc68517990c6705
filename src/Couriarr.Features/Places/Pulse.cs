namespace Couriarr.Features.Places;

/// <summary>By this, what takes long tells that it gets on, and hears when nobody waits for it any more.</summary>
internal sealed class Pulse(TimeProvider clock)
{
    private long _at = clock.GetTimestamp();
    private volatile bool _isLeft;

    /// <summary>How long nothing has been heard.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Interlocked.Read(ref _at));

    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public void Beat()
    {
        if (_isLeft)
            throw new OperationCanceledException("Nobody waits for it any more.");
        Interlocked.Exchange(ref _at, clock.GetTimestamp());
    }

    public void Leave() => _isLeft = true;
}
