namespace Couriarr.Jobs.Store;

/// <summary>A store like the others except that it forgets. The reference for what the contract means.</summary>
public sealed partial class InMemoryJobStore : IJobStore, IJobReader
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<JobId, Row> _rows = [];
    private readonly Dictionary<string, Gate> _gates = [];
    private readonly List<Tick> _ticks = [];
    private readonly Dictionary<JobId, List<JobAttempt>> _attempts = [];
    private long _lastId;
    private long _fence;

    private sealed record Row(JobRecord Job, long Rank)
    {
        public long Token { get; init; }
        public string? Owner { get; init; }
        public bool Cancel { get; init; }
        public bool IsProbe { get; init; }
    }

    public bool LeasesExpire => false;

    public Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<IReadOnlyList<JobId>> AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken ct) =>
        Atomically<IReadOnlyList<JobId>>(() => [.. jobs.Select(Add)]);

    public Task<IReadOnlyList<Lease>> ClaimAsync(Claim claim, CancellationToken ct) =>
        Atomically<IReadOnlyList<Lease>>(() =>
        {
            var forgotten = Forgotten(claim).Take(claim.Limit).Select(r => Take(r, claim)).ToList();
            Change(r => IsDue(r, claim.Now), r => r with { Job = r.Job with { State = JobState.Waiting } });
            if (_gates.ContainsKey(Gate.OfLane(claim.Lane)))
                return forgotten;
            LetProbesThrough(claim);
            Change(
                r =>
                    r.Job is { State: JobState.Waiting, Gate: { } gate }
                    && r.Job.Lane == claim.Lane
                    && !r.IsProbe
                    && _gates.ContainsKey(gate),
                r => r with { Job = r.Job with { State = JobState.Blocked, BlockedBy = r.Job.Gate, Note = _gates[r.Job.Gate!].Reason } }
            );
            var first = Ready(claim).Take(claim.Limit - forgotten.Count).ToList();
            return [.. forgotten, .. first.Select(r => Take(r, claim))];
        });

    public Task<IReadOnlyList<LeaseStatus>> ExtendAsync(IReadOnlyList<Lease> leases, DateTimeOffset until, CancellationToken ct) =>
        Atomically<IReadOnlyList<LeaseStatus>>(() =>
            [
                .. leases.Select(lease =>
                    Held(lease) is not { } row ? LeaseStatus.Lost
                    : row.Cancel ? LeaseStatus.CancelRequested
                    : LeaseStatus.Held
                ),
            ]
        );

    public Task<Settled?> SettleAsync(Lease lease, Settlement settlement, CancellationToken ct) =>
        Atomically(() =>
        {
            if (Held(lease) is not { } row)
                return null;
            var settled = Settle(row, settlement);
            if (settlement.Attempt is { } attempt)
                Remember(row.Job.Id, attempt);
            return settled with { FollowUps = [.. settlement.FollowUps.Select(Add)] };
        });

    public Task<IReadOnlyList<Lease>> AdoptAsync(Claim claim, CancellationToken ct) =>
        Atomically<IReadOnlyList<Lease>>(() =>
            [
                .. _rows
                    .Values.Where(r => r.Job.State is JobState.Running && r.Owner != claim.Owner)
                    .ToList()
                    .Select(r => Take(r, claim with { Now = r.Job.StartedAt ?? claim.Now })),
            ]
        );

    public Task<int> StraightenAsync(DateTimeOffset now, DateTimeOffset latest, CancellationToken ct) =>
        Atomically(() =>
            Change(
                r => r.Job.State is JobState.Failed && r.Job.RunAt > latest,
                r => r with { Job = r.Job with { RunAt = latest }, Rank = r.Rank - Ms(r.Job.RunAt) + Ms(latest) }
            )
            + Change(
                r => r.Job.State is JobState.Waiting && r.Job.RunAt > latest,
                r => r with { Job = r.Job with { RunAt = now }, Rank = r.Rank - Ms(r.Job.RunAt) + Ms(now) }
            )
            + ProbeNow(_gates.Values.Where(g => g.ProbeAt > latest).ToList(), now)
        );

    public Task<int> UnparkAsync(CancellationToken ct) => Atomically(() => Release(JobRecord.Parked));

    public Task<bool> CancelAsync(JobId id, DateTimeOffset now, CancellationToken ct) =>
        Atomically(() =>
            0
            < Change(
                r => r.Job.Id == id && !r.Job.State.IsEnded() && r.Job.State is not JobState.Running,
                r => new Row(r.Job with { State = JobState.Cancelled, CompletedAt = now, BlockedBy = null, Note = "Cancelled." }, r.Rank)
            ) + Change(r => r.Job.Id == id && r.Job.State is JobState.Running, r => r with { Cancel = true })
        );

    public Task<IReadOnlyList<JobId>> ReviveAsync(IReadOnlyList<Revival> revivals, CancellationToken ct) =>
        Atomically<IReadOnlyList<JobId>>(() => [.. revivals.Where(Revive).Select(r => r.Id)]);

    public Task<bool> RushAsync(JobId id, long rank, DateTimeOffset now, CancellationToken ct) =>
        Atomically(() =>
            0
            < Change(
                r => r.Job.Id == id && (r.Job.State is JobState.Scheduled or JobState.Failed or JobState.Waiting),
                r => r with { Job = r.Job with { State = JobState.Waiting, RunAt = now }, Rank = rank }
            )
        );

    public Task<bool> CloseAsync(Gate gate, CancellationToken ct) =>
        Atomically(() =>
        {
            Change(
                r => r.IsProbe && r.Job.State is JobState.Waiting && Gate.OfLane(r.Job.Lane) == gate.Name,
                r => r with { IsProbe = false }
            );
            var closed = _gates.GetValueOrDefault(gate.Name);
            if (closed is not { ProbeAt: null } || gate.ProbeAt is null)
                _gates[gate.Name] = gate with { ClosedAt = closed?.ClosedAt ?? gate.ClosedAt };
            return closed is null;
        });

    public Task<bool> OpenAsync(string gate, bool byPerson, CancellationToken ct) =>
        Atomically(() =>
        {
            if (!byPerson && _gates.GetValueOrDefault(gate) is { ProbeAt: null })
                return false;
            Release(gate);
            Change(r => r.IsProbe && r.Job.Gate == gate && r.Job.State is JobState.Waiting, r => r with { IsProbe = false });
            return _gates.Remove(gate);
        });

    public Task<Tick?> FireAsync(string schedule, string line, DateTimeOffset at, NewJob? job, CancellationToken ct) =>
        Atomically(() =>
        {
            if (_ticks.Any(t => t.Schedule == schedule && t.Line == line && t.At == at))
                return null;
            _ticks.Add(new Tick(schedule, line, at, job is null ? null : Add(job)));
            return _ticks[^1];
        });

    public Task<int> PruneAsync(Pruning pruning, CancellationToken ct) =>
        Atomically(() =>
        {
            var kept = Latest(_ticks.Where(t => t.JobId is not null)).Select(t => t.JobId).ToHashSet();
            var old = _rows
                .Values.Select(r => r.Job)
                .Where(j => j.CompletedAt < (j.State.EndedWell() ? pruning.EndedWellBefore : pruning.FailedBefore))
                .Where(j => !kept.Contains(j.Id))
                .Take(pruning.Limit)
                .ToList();
            old.ForEach(j => _ = _rows.Remove(j.Id) && _attempts.Remove(j.Id));
            return old.Count;
        });
}
