using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs;

/// <summary>What a running job knows about itself, and what it may ask of the engine.</summary>
public sealed class JobContext
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(250);
    private readonly Lease _lease;
    private readonly IJobStore _store;
    private readonly LiveFeed _live;
    private readonly TimeProvider _clock;
    private readonly Func<IJob, EnqueueOptions?, NewJob> _describe;
    private readonly List<NewJob> _followUps = [];
    private long _reported;

    internal JobContext(Lease lease, IJobStore store, LiveFeed live, TimeProvider clock, Func<IJob, EnqueueOptions?, NewJob> describe) =>
        (_lease, _store, _live, _clock, _describe) = (lease, store, live, clock, describe);

    public JobId Id => _lease.Job.Id;

    /// <summary>The request, tick or click that started it all.</summary>
    public JobId RootId => _lease.Job.RootId;

    /// <summary>1 at first, one more after each failure.</summary>
    public int Attempt => _lease.Job.RetryCount + 1;

    /// <summary>A failure now that may pass would nevertheless be the end.</summary>
    public bool IsLastAttempt => !_lease.IsProbe && Attempt > _lease.Job.MaxRetries;

    /// <summary>Grows with every claim of any job. Part of the name of whatever a run leaves unfinished.</summary>
    public long Token => _lease.Token;

    /// <summary>What was last published of it; null before the first report.</summary>
    internal JobProgress? LastWord { get; private set; }

    internal IReadOnlyList<NewJob> FollowUps => _followUps;

    /// <summary>Adds jobs that are born in the same transaction that completes this one, also when it had nothing to do, and never if it fails.</summary>
    public void FollowUp(params IEnumerable<IJob> jobs) => _followUps.AddRange(jobs.Select(job => _describe(job, null)));

    /// <summary>The same for one that shall run later, or at another priority than its kind's.</summary>
    public void FollowUp(IJob job, EnqueueOptions wish) => _followUps.Add(_describe(job, wish));

    /// <summary>Shown live and while it runs, never stored; more than four reports a second are thinned out.</summary>
    public void Report(JobProgress progress)
    {
        var last = Interlocked.Read(ref _reported);
        var now = _clock.GetTimestamp();
        if (progress.Current < progress.Total && last != 0 && _clock.GetElapsedTime(last, now) < BetweenReports)
            return;
        Interlocked.Exchange(ref _reported, now);
        LastWord = progress;
        _live.Publish(LiveEvent.Progress(_lease.Job, progress));
    }

    /// <summary>Asks the store, right before something is published, whether this run still holds its job.</summary>
    /// <exception cref="LeaseLostException">Another run has it: publish nothing.</exception>
    public async Task EnsureHeldAsync(CancellationToken ct)
    {
        var status = await _store.ExtendAsync([_lease], _clock.GetUtcNow() + JobsOptions.Lease, ct);
        if (status[0] is LeaseStatus.Lost)
            throw new LeaseLostException($"Job {Id} was given to another run; this one stops.");
    }
}
