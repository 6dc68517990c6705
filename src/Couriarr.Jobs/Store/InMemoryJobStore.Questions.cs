namespace Couriarr.Jobs.Store;

/// <summary>What people ask.</summary>
public sealed partial class InMemoryJobStore
{
    public Task<JobRecord?> FindAsync(JobId id, CancellationToken ct) =>
        Atomically(() => _rows.GetValueOrDefault(id) is { } row ? Seen(row.Job) : null);

    public Task<IReadOnlyList<JobRecord>> ListAsync(JobQuery query, CancellationToken ct) =>
        Atomically<IReadOnlyList<JobRecord>>(() =>
            [
                .. _rows
                    .Values.Select(r => Seen(r.Job))
                    .Where(j => query.States is null or [] || query.States.Contains(j.State))
                    .Where(j => query.Kind is null || j.Kind == query.Kind)
                    .Where(j => query.Lane is null || j.Lane == query.Lane)
                    .Where(j => query.RootId is null || j.RootId == query.RootId)
                    .Where(j => query.Before is null || j.Id < query.Before)
                    .Where(j => query.After is null || j.Id > query.After)
                    .Where(j => query.EndedSince is null || !j.State.IsEnded() || j.CompletedAt >= query.EndedSince)
                    .Where(j => query.Spellings is [] || query.Spellings.Any(text => Has(j, text)))
                    .OrderBy(j => query.OldestFirst ? j.Id.Value : -j.Id.Value)
                    .Take(query.Limit),
            ]
        );

    public Task<long> CountTreeAsync(JobId root, CancellationToken ct) =>
        Atomically(() => _rows.Values.LongCount(r => r.Job.RootId == root));

    public Task<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken ct) =>
        Atomically<IReadOnlyDictionary<JobState, long>>(() =>
            _rows.Values.CountBy(r => Seen(r.Job).State).ToDictionary(c => c.Key, c => (long)c.Value)
        );

    public Task<IReadOnlyList<JobCount>> CensusAsync(CancellationToken ct) =>
        Atomically<IReadOnlyList<JobCount>>(() =>
            [
                .. _rows
                    .Values.Select(r => Seen(r.Job))
                    .Where(j => !j.State.IsEnded())
                    .GroupBy(j => (j.Kind, j.Lane, j.State))
                    .Select(g => new JobCount(g.Key.Kind, g.Key.Lane, g.Key.State, g.Count(), g.Min(j => j.RunAt))),
            ]
        );

    public Task<IReadOnlyDictionary<JobState, long>> CountEndedAsync(DateTimeOffset since, CancellationToken ct) =>
        Atomically<IReadOnlyDictionary<JobState, long>>(() =>
            _rows
                .Values.Where(r => r.Job.State.IsEnded() && r.Job.CompletedAt >= since)
                .CountBy(r => r.Job.State)
                .ToDictionary(c => c.Key, c => (long)c.Value)
        );

    public Task<IReadOnlyList<JobAttempt>> AttemptsAsync(JobId id, CancellationToken ct) =>
        Atomically<IReadOnlyList<JobAttempt>>(() => [.. _attempts.GetValueOrDefault(id) ?? []]);

    public Task<IReadOnlyList<Gate>> GatesAsync(CancellationToken ct) => Atomically<IReadOnlyList<Gate>>(() => [.. _gates.Values]);

    public Task<IReadOnlyList<Tick>> TicksAsync(CancellationToken ct) => Atomically<IReadOnlyList<Tick>>(() => [.. Latest(_ticks)]);

    public Task<IReadOnlyList<Tick>> FiredAsync(CancellationToken ct) =>
        Atomically<IReadOnlyList<Tick>>(() => [.. Latest(_ticks.Where(t => t.JobId is not null))]);

    public Task<IReadOnlyList<string>> LanesAsync(CancellationToken ct) =>
        Atomically<IReadOnlyList<string>>(() => [.. _rows.Values.Where(r => !r.Job.State.IsEnded()).Select(r => r.Job.Lane).Distinct()]);

    private static bool Has(JobRecord job, string text) =>
        new[] { job.Payload, job.Note, job.Kind }.Any(words => words?.Contains(text, StringComparison.OrdinalIgnoreCase) is true);

    // A waiting job of a paused lane reads as blocked.
    private JobRecord Seen(JobRecord job) =>
        job.State is JobState.Waiting && _gates.GetValueOrDefault(Gate.OfLane(job.Lane)) is { } pause
            ? job with
            {
                State = JobState.Blocked,
                BlockedBy = pause.Name,
                Note = pause.Reason,
            }
            : job;
}
