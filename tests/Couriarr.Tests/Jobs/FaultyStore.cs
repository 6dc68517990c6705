using System.Collections.Concurrent;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Jobs;

internal enum Fault
{
    /// <summary>Nothing was done.</summary>
    Refused,

    /// <summary>It was done, but the caller is told that nobody knows.</summary>
    AnswerLost,

    /// <summary>Nothing was done, and that is no passing trouble of the store.</summary>
    Impossible,
}

/// <summary>A store that fails as planned, verb by verb, and tells after every call that something may have changed.</summary>
internal sealed class FaultyStore(IJobStore store) : IJobStore
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _plan = [];
    private readonly ConcurrentDictionary<string, int> _calls = [];
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From now on nothing gets through, as if this process had been killed.</summary>
    public volatile bool IsCutOff;

    /// <summary>Completes after the next call.</summary>
    public Task Changed => _changed.Task;

    public bool LeasesExpire => store.LeasesExpire;

    /// <param name="verb">Like nameof(IJobStore.SettleAsync).</param>
    public void Plan(string verb, params IEnumerable<Fault> faults)
    {
        var planned = _plan.GetOrAdd(verb, _ => []);
        foreach (var fault in faults)
            planned.Enqueue(fault);
    }

    public bool IsDone(string verb) => _plan[verb].IsEmpty;

    public int Calls(string verb) => _calls.GetValueOrDefault(verb);

    public Task PrepareAsync(CancellationToken ct) => store.PrepareAsync(ct);

    public Task<IReadOnlyList<JobId>> AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken ct) =>
        DoAsync(nameof(AddAsync), () => store.AddAsync(jobs, ct));

    public Task<IReadOnlyList<Lease>> ClaimAsync(Claim claim, CancellationToken ct) =>
        DoAsync(nameof(ClaimAsync), () => store.ClaimAsync(claim, ct), matters: leases => leases.Count > 0);

    // Handed out as it is: the heart blocks on it and must need no thread of the pool.
    public Task<IReadOnlyList<LeaseStatus>> ExtendAsync(IReadOnlyList<Lease> leases, DateTimeOffset until, CancellationToken ct) =>
        IsCutOff || (_plan.TryGetValue(nameof(ExtendAsync), out var plan) && !plan.IsEmpty)
            ? DoAsync(nameof(ExtendAsync), () => store.ExtendAsync(leases, until, ct))
            : store.ExtendAsync(leases, until, ct);

    public Task<Settled?> SettleAsync(Lease lease, Settlement settlement, CancellationToken ct) =>
        DoAsync(nameof(SettleAsync), () => store.SettleAsync(lease, settlement, ct));

    public Task<IReadOnlyList<Lease>> AdoptAsync(Claim claim, CancellationToken ct) =>
        DoAsync(nameof(AdoptAsync), () => store.AdoptAsync(claim, ct));

    public Task<int> StraightenAsync(DateTimeOffset now, DateTimeOffset latest, CancellationToken ct) =>
        DoAsync(nameof(StraightenAsync), () => store.StraightenAsync(now, latest, ct));

    public Task<int> UnparkAsync(CancellationToken ct) => DoAsync(nameof(UnparkAsync), () => store.UnparkAsync(ct));

    public Task<bool> CancelAsync(JobId id, DateTimeOffset now, CancellationToken ct) =>
        DoAsync(nameof(CancelAsync), () => store.CancelAsync(id, now, ct));

    public Task<IReadOnlyList<JobId>> ReviveAsync(IReadOnlyList<Revival> revivals, CancellationToken ct) =>
        DoAsync(nameof(ReviveAsync), () => store.ReviveAsync(revivals, ct));

    public Task<bool> RushAsync(JobId id, long rank, DateTimeOffset now, CancellationToken ct) =>
        DoAsync(nameof(RushAsync), () => store.RushAsync(id, rank, now, ct));

    public Task<bool> CloseAsync(Gate gate, CancellationToken ct) => DoAsync(nameof(CloseAsync), () => store.CloseAsync(gate, ct));

    public Task<bool> OpenAsync(string gate, bool byPerson, CancellationToken ct) =>
        DoAsync(nameof(OpenAsync), () => store.OpenAsync(gate, byPerson, ct));

    public Task<Tick?> FireAsync(string schedule, string line, DateTimeOffset at, NewJob? job, CancellationToken ct) =>
        DoAsync(nameof(FireAsync), () => store.FireAsync(schedule, line, at, job, ct));

    public Task<int> PruneAsync(Pruning pruning, CancellationToken ct) => DoAsync(nameof(PruneAsync), () => store.PruneAsync(pruning, ct));

    // An answer that says nothing is not worth losing: a plan is kept for one that does.
    private async Task<T> DoAsync<T>(string verb, Func<Task<T>> work, Func<T, bool>? matters = null)
    {
        try
        {
            if (IsCutOff || IsNext(verb, Fault.Refused))
                throw new StoreUnavailableException($"{verb} was refused, as planned.");
            if (IsNext(verb, Fault.Impossible))
                throw new InvalidOperationException($"{verb} breaks a rule of the store, as planned.");
            var answer = await work();
            if (matters?.Invoke(answer) != false && IsNext(verb, Fault.AnswerLost))
                throw new StoreUnavailableException($"{verb}: it is unknown whether it was done.");
            return answer;
        }
        finally
        {
            _calls.AddOrUpdate(verb, 1, (_, n) => n + 1);
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    private bool IsNext(string verb, Fault fault) =>
        _plan.TryGetValue(verb, out var plan) && plan.TryPeek(out var next) && next == fault && plan.TryDequeue(out _);
}
