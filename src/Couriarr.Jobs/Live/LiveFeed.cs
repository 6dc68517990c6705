using System.Collections.Immutable;

namespace Couriarr.Jobs.Live;

/// <summary>What jobs are doing right now, for whoever is watching. Slow watchers miss events, never slow a job.</summary>
public sealed class LiveFeed
{
    // Read three times for every job, changed when somebody opens a page: a copy is cheaper than a lock.
    private ImmutableArray<LiveWatch> _watchers = [];

    public bool IsWatched => !_watchers.IsEmpty;

    public void Publish(LiveEvent happened)
    {
        foreach (var watcher in _watchers)
            watcher.See(happened);
    }

    /// <summary>Watches from the moment of the call, not of the first read, until it is disposed.</summary>
    public LiveWatch Watch()
    {
        var mine = new LiveWatch(Leave);
        ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Add(mine));
        return mine;
    }

    private void Leave(LiveWatch mine) => ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Remove(mine));
}
