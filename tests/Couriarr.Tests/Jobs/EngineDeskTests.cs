using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>What a person may ask for.</summary>
[Trait("family", "jobs")]
public sealed class EngineDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task A_dead_job_that_is_retried_has_all_its_retries_back(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails("wrong", new PermanentException("no mapping"), new IOException("once more"));
        var id = await rig.EnqueueAsync(new Chore("wrong"));
        await rig.ReachesAsync(id, JobState.Dead);

        Assert.IsType<Reply.Done>(await rig.Desk.RetryAsync(id, Ct));

        Assert.Equal(1, (await rig.ReachesAsync(id, JobState.Failed)).RetryCount);
        Assert.IsType<Reply.Done>(await rig.Desk.RetryAsync(id, Ct));
        await rig.ReachesAsync(id, JobState.Succeeded);
    }

    [Theory, OnEveryStore]
    public async Task What_cannot_be_retried_is_refused_with_a_sentence(string store)
    {
        await using var rig = await EngineRig.StartAsync(store, OneSlot);
        var hold = rig.Book.Holds("running");
        var running = await rig.EnqueueAsync(new Chore("running"));
        await hold.Started;
        var waiting = await rig.EnqueueAsync(new Chore("waiting"));

        Assert.Equal($"Job {running} is running, so it cannot be retried.", await RefusalAsync(rig, running));
        Assert.Equal($"Job {waiting} is waiting for its turn already, so it cannot be retried.", await RefusalAsync(rig, waiting));
        Assert.IsType<Reply.NotFound>(await rig.Desk.RetryAsync(new JobId(404), Ct));
    }

    [Theory, OnEveryStore]
    public async Task A_dead_job_whose_twin_waits_is_refused_with_a_sentence(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails("wrong", new PermanentException("no mapping"));
        var dead = await rig.EnqueueAsync(new Chore("wrong", Key: "k"));
        await rig.ReachesAsync(dead, JobState.Dead);
        await rig.EnqueueAsync(new Chore("newer", Key: "k"), runAt: FakeClock.Noon.AddDays(1));

        Assert.Equal(
            $"Job {dead} cannot be retried: another job for the same thing waits or runs already. Try again when that has ended.",
            await RefusalAsync(rig, dead)
        );
    }

    [Theory, OnEveryStore]
    public async Task A_rushed_job_is_next(string store)
    {
        await using var rig = await EngineRig.StartAsync(store, OneSlot);
        var hold = rig.Book.Holds("running");
        await rig.EnqueueAsync(new Chore("running"));
        await hold.Started;
        await rig.EnqueueAsync(new Chore("critical"), priority: JobPriority.Critical);
        var low = await rig.EnqueueAsync(new Chore("low"), priority: JobPriority.Lowest, runAt: FakeClock.Noon.AddDays(1));

        Assert.IsType<Reply.Done>(await rig.Desk.RushAsync(low, Ct));
        hold.LetGo();

        await rig.UntilAsync(() => rig.Book.Runs.Count == 3);
        Assert.Equal(["running", "low", "critical"], rig.Book.Runs);
        await rig.ReachesAsync(low, JobState.Succeeded);
        Assert.Equal(
            $"Job {low} is succeeded, so it cannot be rushed.",
            Assert.IsType<Reply.Refused>(await rig.Desk.RushAsync(low, Ct)).Why
        );
    }

    [Theory, OnEveryStore]
    public async Task E19_Five_thousand_dead_jobs_come_back_at_twenty_a_second(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await KillAsync(open.Store, 5_000);
        await using var rig = await EngineRig.StartAsync(open);

        Assert.Equal(5_000, await rig.Desk.RetryFailedAsync(FakeClock.Noon.AddDays(-1), Ct));

        var due = (await rig.Reader.ListAsync(new JobQuery([JobState.Scheduled], Limit: 6_000), Ct))
            .Select(j => j.RunAt - FakeClock.Noon)
            .Order()
            .ToList();
        Assert.Equal(5_000, due.Count);
        Assert.All(due.CountBy(at => (int)at.TotalSeconds), second => Assert.InRange(second.Value, 1, 20));
        Assert.InRange(due[^1], TimeSpan.FromSeconds(249), TimeSpan.FromSeconds(250));
        Assert.True(due.Zip(due.Skip(1), (a, b) => b - a).Distinct().Count() > 20, "They are spread like a comb.");
    }

    [Theory, OnEveryStore]
    public async Task Retrying_all_leaves_alone_what_died_before_then(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await KillAsync(open.Store, 3);
        await using var rig = await EngineRig.StartAsync(open);
        Assert.Equal(0, await rig.Desk.RetryFailedAsync(FakeClock.Noon.AddSeconds(1), Ct));
        Assert.Equal(3, await rig.Desk.RetryFailedAsync(FakeClock.Noon, Ct));
    }

    private static async Task KillAsync(IJobStore store, int count)
    {
        var now = FakeClock.Noon;
        var job = new NewJob("chore", "graveyard", 5, """{"name":"dead"}""", now, now) { Rank = 1, MaxRetries = 0 };
        await store.AddAsync([.. Enumerable.Repeat(job, count)], Ct);
        var leases = await store.ClaimAsync(new Claim("graveyard", count, "undertaker", now, now, now), Ct);
        var dead = new Settlement(JobState.Dead, now) { RetryCount = 1, CrashCount = 0 };
        await Task.WhenAll(leases.Select(lease => store.SettleAsync(lease, dead, Ct)));
    }

    private static async Task<string> RefusalAsync(EngineRig rig, JobId id) =>
        Assert.IsType<Reply.Refused>(await rig.Desk.RetryAsync(id, Ct)).Why;

    private static void OneSlot(IServiceCollection services) => services.Configure<JobsOptions>(o => o.Lanes["default"] = 1);
}
