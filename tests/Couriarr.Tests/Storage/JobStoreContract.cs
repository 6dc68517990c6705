using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>What every job store promises. A new store derives from it and opens itself; the rest is written here.</summary>
public abstract partial class JobStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private OpenStore _open = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;
    private protected IJobStore Store => _open.Store;
    private protected IJobReader Reader => _open.Reader;

    private protected abstract Task<OpenStore> OpenAsync();

    public async ValueTask InitializeAsync()
    {
        _open = await OpenAsync();
        await Store.PrepareAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _open.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static NewJob Job(
        string payload = "{}",
        string? key = null,
        string? gate = null,
        string lane = "default",
        long rank = 100,
        TimeSpan delay = default
    ) =>
        new("chore", lane, Priority: 5, payload, Noon + delay, Noon)
        {
            Rank = rank,
            MaxRetries = 3,
            UniqueKey = key,
            Gate = gate,
        };

    private async Task<JobId> AddAsync(NewJob? job = null) => (await Store.AddAsync([job ?? Job()], Ct))[0];

    private Task<IReadOnlyList<Lease>> ClaimAsync(int limit = 1, string lane = "default", string owner = "us", DateTimeOffset? now = null)
    {
        var at = now ?? Noon;
        return Store.ClaimAsync(new Claim(lane, limit, owner, at, at + Minute, at + Minute), Ct);
    }

    private async Task<Lease> TakeAsync(DateTimeOffset? now = null) => Assert.Single(await ClaimAsync(now: now));

    private async Task<IReadOnlyList<Lease>> AdoptAsync(string owner)
    {
        await _open.Lapse(owner);
        return await Store.AdoptAsync(new Claim("", int.MaxValue, owner, Noon, Noon + Minute, Noon), Ct);
    }

    private static Settlement To(JobState state, TimeSpan delay = default, string? note = null, string? blockedBy = null) =>
        new(state, Noon)
        {
            Note = note,
            RunAt = Noon + delay,
            Rank = 100,
            RetryCount = 0,
            CrashCount = 0,
            BlockedBy = blockedBy,
        };

    private Task<Settled?> SettleAsync(Lease lease, JobState to, TimeSpan delay = default) => Store.SettleAsync(lease, To(to, delay), Ct);

    private async Task<JobRecord> FindAsync(JobId id) => await Reader.FindAsync(id, Ct) ?? throw new KeyNotFoundException($"{id}");

    private async Task<JobState> StateAsync(JobId id) => (await FindAsync(id)).State;

    /// <summary>One that ended.</summary>
    private async Task<JobId> EndedAsync(JobState state, NewJob? job = null, DateTimeOffset? at = null)
    {
        var id = await AddAsync(job);
        var lease = await TakeAsync();
        await Store.SettleAsync(lease, To(state) with { At = at ?? Noon, RetryCount = 4 }, Ct);
        return id;
    }
}
