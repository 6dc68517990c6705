using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Couriarr.Jobs.Live;

/// <summary>What jobs are doing right now, for whoever is watching. Slow watchers miss events, never slow a job.</summary>
public sealed class LiveFeed
{
    // Read three times for every job, changed when somebody opens a page: a copy is cheaper than a lock.
    private ImmutableArray<Channel<LiveEvent>> _watchers = [];

    public bool IsWatched => !_watchers.IsEmpty;

    public void Publish(LiveEvent happened)
    {
        foreach (var watcher in _watchers)
            watcher.Writer.TryWrite(happened);
    }

    /// <summary>Watches from the moment of the call, not of the first read.</summary>
    public IAsyncEnumerable<LiveEvent> WatchAsync(CancellationToken ct)
    {
        var mine = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(512) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Add(mine));
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
            ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Remove(mine));
        }
    }
}
