using System.Collections.Concurrent;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs.Running;

/// <summary>Claims as many jobs of one lane as it has free slots, and runs them.</summary>
internal sealed class Lane(
    string name,
    bool keepsASlot,
    Nodes nodes,
    IJobStore store,
    JobRunner runner,
    WorkSignal signal,
    TimeProvider clock,
    IOptions<JobsOptions> options,
    ILogger<Lane> log
)
{
    private readonly WorkSignal.Bell _bell = signal.BellOf(name);
    private readonly int _slots = options.Value.SlotsOf(name);
    private readonly ConcurrentDictionary<Lease, byte> _held = new(ReferenceEqualityComparer.Instance);
    private int _running;
    private int _bulk;
    private int _stuck;
    private long _claimed;
    private bool _isCutOff;

    // Only then is the store asked what this lane has forgotten: it compares everything that runs here.
    private bool _missesAnAnswer;

    public string Name => name;
    public int Slots => _slots;
    public int Running => Volatile.Read(ref _running);

    /// <summary>Handlers that would not stop. Each is replaced by a fresh slot, until there are as many as the lane has slots.</summary>
    public int Stuck => Volatile.Read(ref _stuck);

    /// <summary>Since the start.</summary>
    public long Claimed => Interlocked.Read(ref _claimed);

    private int Free => _slots - Running - Math.Max(0, Stuck - _slots);

    // For whatever there is. One slot takes nothing but what is critical, where there are several and its jobs want it so.
    private int FreeForAll => keepsASlot && _slots > 1 ? Math.Min(Free, _slots - 1 - Volatile.Read(ref _bulk)) : Free;

    public async Task RunAsync(CancellationToken stopping)
    {
        await using var poll = clock.CreateTimer(_ => _bell.Ring(), null, TimeSpan.Zero, options.Value.PollEvery);
        while (!stopping.IsCancellationRequested)
        {
            await _bell.WaitAsync(stopping);
            while (Free > 0 && !stopping.IsCancellationRequested && await StartSomeAsync(stopping)) { }
        }
    }

    /// <summary>Completes when nothing of this lane runs any more.</summary>
    public async Task EmptyAsync(CancellationToken patience)
    {
        while (Running > 0)
            await _bell.WaitAsync(patience);
    }

    /// <returns>False when there was nothing to start.</returns>
    private async Task<bool> StartSomeAsync(CancellationToken stopping)
    {
        var asked = clock.GetTimestamp();
        var leases = await ClaimAsync();
        foreach (var lease in leases)
            Start(lease, asked, stopping);
        return leases.Count > 0;
    }

    // Never cancelled halfway: what was claimed must be run, or at least given back.
    private async Task<IReadOnlyList<Lease>> ClaimAsync()
    {
        try
        {
            var now = clock.GetUtcNow();
            var forAll = FreeForAll;
            var wish = new Claim(name, forAll > 0 ? forAll : Free, nodes.Id, now, now + JobsOptions.Lease, now + options.Value.ProbeEvery)
            {
                Held = _missesAnAnswer ? [.. _held.Keys] : null,
                SuspectAt = JobsOptions.CrashesAllowed - 1,
                GatesOfOthers = nodes.GatesOfOthers(name),
                KindsOfOthers = nodes.KindsOfOthers(name),
                Before = forAll > 0 ? null : Rank.EndOfCritical,
            };
            _missesAnAnswer = true;
            var leases = await store.ClaimAsync(wish, CancellationToken.None);
            _missesAnAnswer = _isCutOff = false;
            return leases;
        }
        catch (StoreUnavailableException e)
        {
            if (!_isCutOff)
                log.LogError("The lane '{Lane}' cannot take work and keeps trying: {Error}", name, e.Message);
            _isCutOff = true;
            return [];
        }
    }

    private void Start(Lease lease, long asked, CancellationToken stopping)
    {
        _held[lease] = 0;
        Interlocked.Increment(ref _running);
        Interlocked.Add(ref _bulk, BulkOf(lease));
        Interlocked.Increment(ref _claimed);
        _ = FollowAsync(runner.RunAsync(lease, asked, stopping), lease);
    }

    // One that could not even be judged stays held: given again at once, it would only do the same again.
    private async Task FollowAsync(Task<Task?> run, Lease lease)
    {
        try
        {
            if (await run is { } stuck)
                _ = WatchAsync(stuck, lease.Job);
            _held.TryRemove(lease, out _);
        }
        catch (Exception e)
        {
            log.LogError(e, "{Kind} {Id} could not be run; it waits for the next start", lease.Job.Kind, lease.Job.Id);
        }
        Interlocked.Decrement(ref _running);
        Interlocked.Add(ref _bulk, -BulkOf(lease));
        _bell.Ring();
    }

    private static int BulkOf(Lease lease) => Rank.IsCritical(lease.Job.Priority) ? 0 : 1;

    private async Task WatchAsync(Task stuck, JobRecord job)
    {
        Interlocked.Increment(ref _stuck);
        log.LogWarning("{Kind} {Id} was told to stop and does not; its slot in '{Lane}' is replaced", job.Kind, job.Id, name);
        await stuck.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _stuck);
        _bell.Ring();
    }
}
