using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;

namespace Couriarr.Storage.Postgres;

/// <summary>The queue on a PostgreSQL server, for any number of nodes: what one of them brings, the others hear of.</summary>
internal sealed class PostgresJobStore(PostgresDatabase crowd, WorkHints hints, TimeProvider clock, IFailPoints failPoints)
    : SqlJobStore(crowd, new PostgresJobSql(), failPoints)
{
    public override bool LeasesExpire => true;

    public override async Task<IReadOnlyList<JobId>> AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken ct)
    {
        var ids = await base.AddAsync(jobs, ct);
        hints.Tell(jobs);
        return ids;
    }

    public override async Task<Settled?> SettleAsync(Lease lease, Settlement settlement, CancellationToken ct)
    {
        var settled = await base.SettleAsync(lease, settlement, ct);
        if (settled is not null)
            hints.Tell(settlement.FollowUps);
        return settled;
    }

    /// <summary>On the thread that asks: the heart's own, which beats also while a hung mount has used up the thread pool.</summary>
    public override Task<IReadOnlyList<LeaseStatus>> ExtendAsync(IReadOnlyList<Lease> leases, DateTimeOffset until, CancellationToken ct)
    {
        var length = (long)(until - clock.GetUtcNow()).TotalMilliseconds;
        return Task.FromResult<IReadOnlyList<LeaseStatus>>(crowd.WriteBlocking(session => ExtendAsync(session, leases, length)));
    }

    public override async Task<IReadOnlyList<JobId>> ReviveAsync(IReadOnlyList<Revival> revivals, CancellationToken ct)
    {
        var revived = await base.ReviveAsync(revivals, ct);
        if (revived.Count > 0)
            hints.TellAll();
        return revived;
    }

    public override async Task<bool> RushAsync(JobId id, long rank, DateTimeOffset now, CancellationToken ct)
    {
        var rushed = await base.RushAsync(id, rank, now, ct);
        hints.TellAll();
        return rushed;
    }

    public override async Task<bool> OpenAsync(string gate, bool byPerson, CancellationToken ct)
    {
        var opened = await base.OpenAsync(gate, byPerson, ct);
        if (opened)
            hints.TellAll();
        return opened;
    }

    public override async Task<Tick?> FireAsync(string schedule, string line, DateTimeOffset at, NewJob? job, CancellationToken ct)
    {
        var tick = await base.FireAsync(schedule, line, at, job, ct);
        if (tick?.JobId is not null)
            hints.Tell([job!]);
        return tick;
    }
}
