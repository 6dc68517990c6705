using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Couriarr.Jobs.Live;

/// <summary>What jobs are doing right now, for whoever is watching. Slow watchers miss events, never slow a job.</summary>
public sealed class LiveFeed
{
    private readonly ConcurrentDictionary<Channel<LiveEvent>, byte> _watchers = [];

    public bool IsWatched => !_watchers.IsEmpty;

    public void Publish(LiveEvent happened)
    {
        foreach (var watcher in _watchers.Keys)
            watcher.Writer.TryWrite(happened);
    }

    /// <summary>Watches from the moment of the call, not of the first read.</summary>
    public IAsyncEnumerable<LiveEvent> WatchAsync(CancellationToken ct)
    {
        var mine = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(512) { FullMode = BoundedChannelFullMode.DropOldest });
        _watchers[mine] = 0;
        return ReadAsync(mine, ct);
    }

    private async IAsyncEnumerable<LiveEvent> ReadAsync(Channel<LiveEvent> mine, [EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            await foreach (var happened in mine.Reader.ReadAllAsync(ct))
                yield return happened;
        }
        finally
        {
            _watchers.TryRemove(mine, out _);
        }
    }
}
