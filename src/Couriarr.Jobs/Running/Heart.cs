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
    private static readonly TimeSpan Soon = JobsOptions.Lease / 12;
    private static readonly TimeSpan Glance = JobsOptions.Lease / 60;

    // Stop this long before the lease could end elsewhere: clocks and network need room.
    private static readonly TimeSpan Margin = JobsOptions.Lease / 6;
    private readonly ConcurrentDictionary<JobId, Run> _runs = [];
    private readonly AutoResetEvent _nudge = new(initialState: false);
    private readonly ManualResetEvent _stopped = new(initialState: false);
    private volatile bool _isUnanswered;
    private Thread[] _threads = [];

    /// <summary>Every beat adds one; a number that stands still is a heart that stopped.</summary>
    public long Beats { get; private set; }

    /// <summary>How many jobs run here.</summary>
    public int Count => _runs.Count;

    public void Start()
    {
        _threads = [new(Live) { IsBackground = true, Name = "heart" }, new(Watch) { IsBackground = true, Name = "heart's clock" }];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <param name="asked">When the lease was asked for, by the monotonic clock: it may have been on its way for a while.</param>
    public Run Begin(Lease lease, long asked) => _runs[lease.Job.Id] = new Run(lease, asked);

    public void End(Run run)
    {
        _runs.TryRemove(KeyValuePair.Create(run.Lease.Job.Id, run));
        run.Dispose();
    }

    /// <summary>Beat now: something was cancelled.</summary>
    public void Nudge() => _nudge.Set();

    /// <returns>False when it did not come through.</returns>
    internal bool Beat()
    {
        var runs = _runs.Values.ToArray();
        var isHeard = runs.Length == 0 || Listen(runs);
        Beats++;
        return isHeard;
    }

    private bool Listen(Run[] runs)
    {
        // The lease is counted from before the asking: how long the answer was on its way nobody knows.
        var asked = clock.GetTimestamp();
        _isUnanswered = true;
        try
        {
            var leases = Array.ConvertAll(runs, run => run.Lease);
            var statuses = store
                .ExtendAsync(leases, clock.GetUtcNow() + JobsOptions.Lease, CancellationToken.None)
                .GetAwaiter()
                .GetResult();
            foreach (var (run, status) in runs.Zip(statuses))
                Hear(run, status, asked);
            _isUnanswered = false;
            return true;
        }
        catch (Exception e)
        {
            log.LogWarning("The leases of {Count} running jobs could not be renewed: {Error}", runs.Length, e.Message);
            LoseLapsed();
            return false;
        }
    }

    private void Hear(Run run, LeaseStatus status, long asked)
    {
        run.LastBeat = asked;
        if (status is LeaseStatus.CancelRequested)
            run.Cancel();
        else if (status is LeaseStatus.Lost)
            run.Lose();
    }

    // Counted by our own monotonic clock: no store and no wall clock is asked.
    private bool MayHaveLapsed(Run run) => store.LeasesExpire && clock.GetElapsedTime(run.LastBeat) > JobsOptions.Lease - Margin;

    private void LoseLapsed()
    {
        foreach (var run in _runs.Values.Where(MayHaveLapsed))
            run.Lose();
    }

    private void Live()
    {
        while (!IsStoppedWithin(TimeSpan.Zero))
            _nudge.WaitOne(Beat() ? Interval : Soon);
    }

    // A store that does not answer can hold up a beat for longer than the lease lasts.
    private void Watch()
    {
        while (!IsStoppedWithin(Glance))
            if (_isUnanswered)
                LoseLapsed();
    }

    private bool IsStoppedWithin(TimeSpan time) => _stopped.WaitOne(time);

    public void Dispose()
    {
        _stopped.Set();
        _nudge.Set();
        if (!_threads.All(thread => thread.Join(TimeSpan.FromSeconds(1))))
            return;
        _nudge.Dispose();
        _stopped.Dispose();
    }
}
