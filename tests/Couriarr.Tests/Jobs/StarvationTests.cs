using Couriarr.Jobs.Running;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>One slot, ten thousand low jobs, and a stream of better ones that keeps the slot busy: simulated minute by minute.</summary>
[Trait("family", "jobs")]
public sealed class StarvationTests
{
    private static readonly DateTimeOffset Noon = FakeClock.Noon;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task E13_A_low_job_starts_within_its_bound_under_a_stream_of_high_ones(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await open.Store.AddAsync([.. Enumerable.Range(0, 10_000).Select(_ => Job(8, Noon))], Ct);

        var started = await RunAsync(open.Store, streamOf: 3, minutes: 30);

        var bound = (8 - 3) * Step + Minute;
        var firstLow = started.FindIndex(priority => priority == 8);
        Assert.InRange(firstLow * Minute, bound - 2 * Minute, bound);
    }

    [Theory, OnEveryStore]
    public async Task E13_A_critical_job_is_always_next(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await open.Store.AddAsync([.. Enumerable.Range(0, 10_000).Select(_ => Job(8, Noon.AddDays(-9)))], Ct);

        Assert.All(await RunAsync(open.Store, streamOf: 1, minutes: 30), priority => Assert.Equal(1, priority));
    }

    // Each minute one more comes and the slot takes one; what it took is done by the next.
    private static async Task<List<int>> RunAsync(IJobStore store, int streamOf, int minutes)
    {
        var started = new List<int>();
        for (var now = Noon; now < Noon + minutes * Minute; now += Minute)
        {
            await store.AddAsync([Job(streamOf, now)], Ct);
            var lease = Assert.Single(await store.ClaimAsync(new Claim("default", 1, "us", now, now + Minute, now + Minute), Ct));
            started.Add(lease.Job.Priority);
            var done = new Settlement(JobState.Succeeded, now) { RetryCount = 0, CrashCount = 0 };
            Assert.NotNull(await store.SettleAsync(lease, done, Ct));
        }
        return started;
    }

    private static NewJob Job(int priority, DateTimeOffset at) =>
        new("chore", "default", priority, "{}", at, at) { Rank = Rank.Of(priority, at, Step), MaxRetries = 0 };
}
