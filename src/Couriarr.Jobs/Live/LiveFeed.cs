using System.Collections.Concurrent;
using System.Collections.Immutable;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Live;

/// <summary>What jobs are doing right now, for whoever is watching. Slow watchers miss events, never slow a job.</summary>
public sealed class LiveFeed
{
    // Read three times for every job, changed when somebody opens a page: a copy is cheaper than a lock.
    private ImmutableArray<LiveWatch> _watchers = [];
    private readonly ConcurrentDictionary<JobId, JobContext> _running = [];

    public bool IsWatched => !_watchers.IsEmpty;

    public void Publish(LiveEvent happened)
    {
        foreach (var watcher in _watchers)
            watcher.See(happened);
    }

    /// <summary>The last that was heard of a job that runs here; null when it does not, or has said nothing.</summary>
    public JobProgress? LastWordOf(JobId id) => _running.TryGetValue(id, out var run) ? run.LastWord : null;

    internal void Begin(JobContext run) => _running[run.Id] = run;

    // The same job may be running anew by now.
    internal void End(JobContext run) => _running.TryRemove(KeyValuePair.Create(run.Id, run));

    /// <summary>Watches from the moment of the call, not of the first read, until it is disposed.</summary>
    public LiveWatch Watch()
    {
        var mine = new LiveWatch(Leave);
        ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Add(mine));
        return mine;
    }

    private void Leave(LiveWatch mine) => ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Remove(mine));
}
