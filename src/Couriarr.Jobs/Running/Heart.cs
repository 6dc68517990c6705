using System.Collections.Concurrent;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Logging;

namespace Couriarr.Jobs.Running;

/// <summary>
/// Keeps the leases of everything that runs here, from a thread of its own: a thread pool that a hung mount has used up must not
/// lose them. Hears there that a job was cancelled or lost.
/// </summary>
internal sealed class Heart(IJobStore store, TimeProvider clock, ILogger<Heart> log) : IDisposable
{
    private static readonly TimeSpan Interval = JobsOptions.Lease / 4;

    // Stop this long before the lease could end elsewhere: clocks and network need room.
    private static readonly TimeSpan Margin = JobsOptions.Lease / 6;
    private readonly ConcurrentDictionary<JobId, Run> _runs = [];
    private readonly AutoResetEvent _nudge = new(initialState: false);
    private volatile bool _stopped;
    private Thread? _thread;

    /// <summary>Every beat adds one; a number that stands still is a heart that stopped.</summary>
    public long Beats { get; private set; }

    /// <summary>How many jobs run here.</summary>
    public int Count => _runs.Count;

    public void Start()
    {
        _thread = new Thread(Live) { IsBackground = true, Name = "heart" };
        _thread.Start();
    }

    public Run Begin(Lease lease) => _runs[lease.Job.Id] = new Run(lease, clock.GetTimestamp());

    public void End(Run run)
    {
        _runs.TryRemove(KeyValuePair.Create(run.Lease.Job.Id, run));
        run.Dispose();
    }

    /// <summary>Beat now: something was cancelled.</summary>
    public void Nudge() => _nudge.Set();

    internal void Beat()
    {
        var runs = _runs.Values.ToArray();
        if (runs.Length > 0)
            Listen(runs);
        Beats++;
    }

    private void Listen(Run[] runs)
    {
        try
        {
            var leases = Array.ConvertAll(runs, run => run.Lease);
            var statuses = store
                .ExtendAsync(leases, clock.GetUtcNow() + JobsOptions.Lease, CancellationToken.None)
                .GetAwaiter()
                .GetResult();
            foreach (var (run, status) in runs.Zip(statuses))
                Hear(run, status);
        }
        catch (Exception e)
        {
            log.LogWarning("The leases of {Count} running jobs could not be renewed: {Error}", runs.Length, e.Message);
            foreach (var run in runs.Where(MayHaveLapsed))
                run.Lose();
        }
    }

    private void Hear(Run run, LeaseStatus status)
    {
        run.LastBeat = clock.GetTimestamp();
        if (status is LeaseStatus.CancelRequested)
            run.Cancel();
        else if (status is LeaseStatus.Lost)
            run.Lose();
    }

    // Counted by our own monotonic clock: no store and no wall clock is asked.
    private bool MayHaveLapsed(Run run) => store.LeasesExpire && clock.GetElapsedTime(run.LastBeat) > JobsOptions.Lease - Margin;

    private void Live()
    {
        while (!_stopped)
        {
            Beat();
            _nudge.WaitOne(Interval);
        }
    }

    public void Dispose()
    {
        _stopped = true;
        _nudge.Set();
        if (_thread?.Join(TimeSpan.FromSeconds(1)) is not false)
            _nudge.Dispose();
    }
}
