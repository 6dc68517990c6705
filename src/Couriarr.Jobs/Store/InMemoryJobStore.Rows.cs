namespace Couriarr.Jobs.Store;

/// <summary>The moves of single rows.</summary>
public sealed partial class InMemoryJobStore
{
    private IEnumerable<Row> Ready(Claim claim)
    {
        var ready = _rows
            .Values.Where(r => r.Job.State is JobState.Waiting && r.Job.Lane == claim.Lane)
            .Where(r => !IsNotOurs(r, claim) && r.Rank < (claim.Before ?? long.MaxValue))
            .OrderBy(r => r.Rank)
            .ThenBy(r => r.Job.Id);
        var suspectRuns = _rows.Values.Any(r => r.Job.State is JobState.Running && IsSuspect(r));
        var suspect = suspectRuns ? null : ready.FirstOrDefault(IsSuspect);
        return ready.Where(r => !IsSuspect(r) || r == suspect);

        bool IsSuspect(Row row) => row.Job.CrashCount >= claim.SuspectAt;
    }

    private bool IsNotOurs(Row row, Claim claim) =>
        claim.KindsOfOthers.Contains(row.Job.Kind)
        || (row.Job.Gate is { } gate && claim.GatesOfOthers.Contains(gate))
        || IsAtWork(row.Job.UniqueKey);

    private Row? Held(Lease lease) =>
        _rows.GetValueOrDefault(lease.Job.Id) is { Job.State: JobState.Running } row && row.Token == lease.Token ? row : null;

    private static bool Waits(JobState state) => !state.IsEnded() && state is not JobState.Running;

    private static bool IsDue(Row row, DateTimeOffset now) =>
        row.Job.State is JobState.Scheduled or JobState.Failed && row.Job.RunAt <= now;

    private List<Row> Forgotten(Claim claim) =>
        claim.Held is not { } held
            ? []
            : _rows
                .Values.Where(r => r.Job.State is JobState.Running && r.Job.Lane == claim.Lane && r.Owner == claim.Owner)
                .Where(r => !held.Any(lease => lease.Job.Id == r.Job.Id && lease.Token == r.Token))
                .ToList();

    private int ProbeNow(List<Gate> gates, DateTimeOffset now)
    {
        gates.ForEach(g => _gates[g.Name] = g with { ProbeAt = now });
        return gates.Count;
    }

    private void LetProbesThrough(Claim claim)
    {
        foreach (
            var gate in _gates
                .Values.Where(g =>
                    g.ProbeAt <= claim.Now
                    && !claim.GatesOfOthers.Contains(g.Name)
                    && !_rows.Values.Any(r => r.IsProbe && r.Job.Gate == g.Name)
                )
                .ToList()
        )
        {
            var blocked = _rows.Values.Where(r => r.Job.Lane == claim.Lane && r.Job.BlockedBy == gate.Name && !IsAtWork(r.Job.UniqueKey));
            if (blocked.OrderBy(r => r.Rank).FirstOrDefault() is not { } probe)
                continue;
            _rows[probe.Job.Id] = probe with { Job = probe.Job with { State = JobState.Waiting, BlockedBy = null }, IsProbe = true };
            _gates[gate.Name] = gate with { ProbeAt = claim.NextProbe };
        }
    }

    private Lease Take(Row row, Claim claim)
    {
        var taken = row.Job with { State = JobState.Running, StartedAt = claim.Now, Note = null };
        var token = ++_fence;
        _rows[row.Job.Id] = row with { Job = taken, Token = token, Owner = claim.Owner };
        return new Lease(taken, token) { IsProbe = row.IsProbe };
    }

    private Settled Settle(Row row, Settlement settlement)
    {
        var isBack = !settlement.To.IsEnded();
        var twin = isBack && !row.Cancel ? TwinOf(row.Job.UniqueKey) : null;
        var isFree = settlement.BlockedBy is { } gate && gate != JobRecord.Parked && !_gates.ContainsKey(gate);
        var state =
            isBack && row.Cancel ? JobState.Cancelled
            : isFree ? JobState.Waiting
            : settlement.To;
        var job = row.Job with
        {
            State = state,
            Note = settlement.Note,
            RunAt = state.IsEnded() ? row.Job.RunAt : settlement.RunAt,
            RetryCount = settlement.RetryCount,
            CrashCount = settlement.CrashCount,
            BlockedBy = state is JobState.Blocked ? settlement.BlockedBy : null,
            CompletedAt = state.IsEnded() ? settlement.At : null,
        };
        _rows[job.Id] = new Row(job, state.IsEnded() ? row.Rank : settlement.Rank);
        if (twin is not null)
            TakeIn(twin, job.Id, settlement.At);
        return new Settled(_rows[job.Id].Job.State, []) { TakenIn = twin?.Job.Id };
    }

    private bool Revive(Revival revival)
    {
        if (_rows.GetValueOrDefault(revival.Id) is not { } row || row.Job.State is JobState.Running or JobState.Waiting or JobState.Blocked)
            return false;
        var ended = row.Job.State.IsEnded();
        if (ended && (TwinOf(row.Job.UniqueKey) is not null || IsAtWork(row.Job.UniqueKey)))
            return false;
        // Its row was the only memory of a run that ended well.
        if (row.Job is { State: JobState.Succeeded or JobState.Skipped, StartedAt: { } start, CompletedAt: { } end })
            Remember(
                row.Job.Id,
                new JobAttempt(row.Job.RetryCount + 1, start, end, row.Job.State.ToString().ToLowerInvariant(), row.Job.Note)
            );
        var job = row.Job with
        {
            State = JobState.Scheduled,
            RunAt = revival.RunAt,
            CompletedAt = null,
            RetryCount = ended ? 0 : row.Job.RetryCount,
            CrashCount = ended ? 0 : row.Job.CrashCount,
        };
        _rows[job.Id] = new Row(job, revival.Rank);
        return true;
    }

    private void Remember(JobId id, JobAttempt attempt) => (_attempts.TryGetValue(id, out var all) ? all : _attempts[id] = []).Add(attempt);

    private int Release(string blockedBy) =>
        Change(r => r.Job.BlockedBy == blockedBy, r => r with { Job = r.Job with { State = JobState.Waiting, BlockedBy = null } });

    private static IEnumerable<Tick> Latest(IEnumerable<Tick> ticks) => ticks.GroupBy(t => t.Schedule).Select(g => g.Last());

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private int Change(Func<Row, bool> which, Func<Row, Row> change)
    {
        var rows = _rows.Values.Where(which).ToList();
        rows.ForEach(r => _rows[r.Job.Id] = change(r));
        return rows.Count;
    }

    private Task<T> Atomically<T>(Func<T> work)
    {
        lock (_gate)
            return Task.FromResult(work());
    }
}
