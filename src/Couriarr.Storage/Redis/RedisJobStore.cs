using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;

namespace Couriarr.Storage.Redis;

/// <summary>Jobs in Redis. Each verb is one script, so it happens wholly or not at all.</summary>
internal sealed partial class RedisJobStore(RedisQueue queue, RedisPulse pulse, RedisOptions options, IFailPoints failPoints) : IJobStore
{
    public bool LeasesExpire => !options.IsAlone;

    public async Task PrepareAsync(CancellationToken ct)
    {
        try
        {
            await queue.DoAsync<long>(Verbs.Probe, Nothing, ct);
        }
        catch (StoreUnavailableException e)
        {
            // What Redis is like has to change first; that it cannot be reached may pass by itself.
            throw new StartupException(e.Message, e.InnerException is null ? StartupException.Configuration : StartupException.Failure, e);
        }
    }

    public async Task<IReadOnlyList<JobId>> AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken ct)
    {
        if (jobs.Count == 0)
            return [];
        return Ids(await queue.DoAsync<string[]>(Verbs.Add, jobs.Select(StoredJob.Of), ct));
    }

    public async Task<IReadOnlyList<Lease>> ClaimAsync(Claim claim, CancellationToken ct)
    {
        var asked = new
        {
            claim.Lane,
            claim.Limit,
            claim.Owner,
            claim.SuspectAt,
            Now = claim.Now.ToMs(),
            Lease = Length(claim),
            NextProbe = claim.NextProbe.ToMs(),
            GatesOfOthers = Set(claim.GatesOfOthers),
            KindsOfOthers = Set(claim.KindsOfOthers),
            claim.Before,
            Held = claim.Held?.Select(lease => $"{lease.Job.Id.ToKey()}:{lease.Token}"),
        };
        var leases = Leases(await queue.DoAsync<StoredJob[]>(Verbs.Claim, asked, ct));
        if (leases.Count > 0)
            failPoints.Reach("claim.after_commit");
        return leases;
    }

    public async Task<IReadOnlyList<LeaseStatus>> ExtendAsync(IReadOnlyList<Lease> leases, DateTimeOffset until, CancellationToken ct)
    {
        var asked = new { Lease = LengthMs, Of = leases.Select(lease => new[] { lease.Job.Id.ToKey(), $"{lease.Token}" }) };
        var words = pulse.Do<string[]>(Verbs.Extend, asked) ?? await queue.DoAsync<string[]>(Verbs.Extend, asked, ct);
        return
        [
            .. words.Select(word =>
                word switch
                {
                    "held" => LeaseStatus.Held,
                    "cancel" => LeaseStatus.CancelRequested,
                    _ => LeaseStatus.Lost,
                }
            ),
        ];
    }

    public async Task<Settled?> SettleAsync(Lease lease, Settlement settlement, CancellationToken ct)
    {
        var point = settlement.FollowUps.Count > 0 ? "fanout" : "finish";
        failPoints.Reach($"{point}.before_commit");
        var asked = new
        {
            Id = lease.Job.Id.ToKey(),
            lease.Token,
            To = settlement.To.Word(),
            At = settlement.At.ToMs(),
            RunAt = settlement.RunAt.ToMs(),
            settlement.Note,
            settlement.Rank,
            settlement.RetryCount,
            settlement.CrashCount,
            settlement.BlockedBy,
            TakenIn = Settled.TakenInBy(lease.Job.Id),
            Attempt = settlement.Attempt is { } attempt ? StoredAttempt.Of(attempt) : null,
            FollowUps = settlement.FollowUps.Select(StoredJob.Of),
        };
        var settled = await queue.DoAsync<StoredEnd?>(Verbs.Settle, asked, ct);
        failPoints.Reach($"{point}.after_commit");
        if (settled is null)
            return null;
        return new Settled(JobRow.State(settled.State), Ids(settled.FollowUps))
        {
            TakenIn = settled.TakenIn is { } twin ? JobKeys.ToId(twin) : null,
        };
    }

    public async Task<IReadOnlyList<Lease>> AdoptAsync(Claim claim, CancellationToken ct) =>
        Leases(
            await queue.DoAsync<StoredJob[]>(
                Verbs.Adopt,
                new
                {
                    claim.Owner,
                    Lease = Length(claim),
                    OnlyExpired = LeasesExpire ? "1" : null,
                },
                ct
            )
        );

    private sealed record StoredEnd(string State, string[] FollowUps, string? TakenIn = null);

    private static readonly object Nothing = new { };

    private static readonly long LengthMs = (long)JobsOptions.Lease.TotalMilliseconds;

    // Only its length counts: when it ends is counted by the clock of Redis.
    private static long Length(Claim claim) => (long)(claim.Until - claim.Now).TotalMilliseconds;

    // As the keys of a table: an empty list is none in Lua.
    private static Dictionary<string, int> Set(IEnumerable<string> names) =>
        names.ToDictionary(name => name, _ => 1, StringComparer.Ordinal);

    private static List<JobId> Ids(string[] keys) => [.. keys.Select(JobKeys.ToId)];

    private static List<Lease> Leases(StoredJob[] jobs) => [.. jobs.Select(job => job.ToLease())];
}
