using System.Threading.Channels;

namespace Couriarr.Features.Intake;

/// <summary>Says that something new is in the inbox. Remembers one ring until somebody waits.</summary>
internal sealed class Bell
{
    private readonly Channel<byte> _rung = Channel.CreateBounded<byte>(1);

    private long _count;

    /// <summary>How often, since the start.</summary>
    public long Rung => Interlocked.Read(ref _count);

    public void Ring()
    {
        Interlocked.Increment(ref _count);
        Wake();
    }

    /// <summary>Look, although nothing new is known of.</summary>
    public void Wake() => _rung.Writer.TryWrite(0);

    public async Task WaitAsync(CancellationToken ct)
    {
        await _rung.Reader.WaitToReadAsync(ct);
        _rung.Reader.TryRead(out _);
    }
}
