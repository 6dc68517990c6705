using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;

namespace Couriarr.Storage.Redis;

/// <summary>What people, gates, clocks and the calendar ask of jobs.</summary>
internal sealed partial class RedisJobStore
{
    public Task<int> StraightenAsync(DateTimeOffset now, DateTimeOffset latest, CancellationToken ct) =>
        queue.DoAsync<int>(Verbs.Straighten, new { Now = now.ToMs(), Latest = latest.ToMs() }, ct);

    public Task<int> UnparkAsync(CancellationToken ct) => queue.DoAsync<int>(Verbs.Unpark, Nothing, ct);

    public Task<bool> CancelAsync(JobId id, DateTimeOffset now, CancellationToken ct) =>
        queue.DoAsync<bool>(Verbs.Cancel, new { Id = id.ToKey(), Now = now.ToMs() }, ct);

    public async Task<IReadOnlyList<JobId>> ReviveAsync(IReadOnlyList<Revival> revivals, CancellationToken ct) =>
        Ids(
            await queue.DoAsync<string[]>(
                Verbs.Revive,
                revivals.Select(r => new
                {
                    Id = r.Id.ToKey(),
                    RunAt = r.RunAt.ToMs(),
                    r.Rank,
                }),
                ct
            )
        );

    public Task<bool> RushAsync(JobId id, long rank, DateTimeOffset now, CancellationToken ct) =>
        queue.DoAsync<bool>(
            Verbs.Rush,
            new
            {
                Id = id.ToKey(),
                Rank = rank,
                Now = now.ToMs(),
            },
            ct
        );

    public Task<bool> CloseAsync(Gate gate, CancellationToken ct) =>
        queue.DoAsync<bool>(Verbs.Close, new StoredGate(gate.Name, gate.Reason, gate.ClosedAt.ToMs(), gate.ProbeAt?.ToMs()), ct);

    public Task<bool> OpenAsync(string gate, bool byPerson, CancellationToken ct) =>
        queue.DoAsync<bool>(Verbs.Open, new { Name = gate, ByPerson = byPerson ? "1" : null }, ct);

    public async Task<Tick?> FireAsync(string schedule, string line, DateTimeOffset at, NewJob? job, CancellationToken ct)
    {
        var asked = new
        {
            Schedule = schedule,
            Line = line,
            At = at.ToMs(),
            Job = job is null ? null : StoredJob.Of(job),
        };
        return (await queue.DoAsync<StoredTick?>(Verbs.Fire, asked, ct))?.ToTick();
    }

    public Task<int> PruneAsync(Pruning pruning, CancellationToken ct) =>
        queue.DoAsync<int>(
            Verbs.Prune,
            new
            {
                Well = pruning.EndedWellBefore.ToMs(),
                Failed = pruning.FailedBefore.ToMs(),
                pruning.Limit,
            },
            ct
        );
}
