using Couriarr.Jobs.Live;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Schedules;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs;

/// <summary>The front door: everything that enters the queue from outside a job enters here, and is durable when the call returns.</summary>
public sealed class JobQueue(IJobStore store, JobCatalog catalog, WorkSignal signal, LiveFeed live, TimeProvider clock)
{
    public async Task<JobId> EnqueueAsync(IJob job, EnqueueOptions? wish = null, CancellationToken ct = default) =>
        (await EnqueueAllAsync([job], wish, ct))[0];

    /// <summary>All or none.</summary>
    public async Task<IReadOnlyList<JobId>> EnqueueAllAsync(
        IEnumerable<IJob> jobs,
        EnqueueOptions? wish = null,
        CancellationToken ct = default
    )
    {
        var now = clock.GetUtcNow();
        var rows = jobs.Select(job => catalog.Describe(job, now, wish)).ToList();
        var ids = await store.AddAsync(rows, ct);
        foreach (var (id, row) in ids.Zip(rows))
            Announce(id, row);
        return ids;
    }

    /// <summary>Enqueues what a schedule is for at a tick, once. Null when that tick was fired already.</summary>
    public async Task<JobId?> FireAsync(
        CalendarEntry entry,
        DateTimeOffset tick,
        EnqueueOptions? wish = null,
        CancellationToken ct = default
    )
    {
        var row = catalog.Describe(entry.JobFor(tick), clock.GetUtcNow(), wish);
        if (await store.FireAsync(entry.Name, entry.Line, tick, row, ct) is not { JobId: { } id })
            return null;
        Announce(id, row);
        return id;
    }

    private void Announce(JobId id, NewJob row)
    {
        live.Publish(LiveEvent.Created(id, row));
        signal.Raise(row.Lane);
    }
}

/// <param name="RunAt">Now, when null.</param>
/// <param name="Priority">The kind's own, when null.</param>
public sealed record EnqueueOptions(DateTimeOffset? RunAt = null, int? Priority = null);
