using System.Threading.Channels;

namespace Couriarr.Jobs.Live;

/// <summary>One watcher's window on the live feed. Closing it, whether or not anything was read, is the end of it.</summary>
public sealed class LiveWatch : IDisposable
{
    private readonly Channel<LiveEvent> _seen = Channel.CreateBounded<LiveEvent>(
        new BoundedChannelOptions(512) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly Action<LiveWatch> _leave;

    internal LiveWatch(Action<LiveWatch> leave) => _leave = leave;

    public IAsyncEnumerable<LiveEvent> ReadAsync(CancellationToken ct) => _seen.Reader.ReadAllAsync(ct);

    public void Dispose() => _leave(this);

    internal void See(LiveEvent happened) => _seen.Writer.TryWrite(happened);
}
