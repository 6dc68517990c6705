using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>What a start finds that an earlier run left behind.</summary>
[Trait("family", "jobs")]
public sealed class EngineRestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task A04_A_crash_burns_no_retry_and_the_job_runs_right_after_the_start(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        var id = await CrashAsync(open, "unlucky");

        await using var rig = await EngineRig.StartAsync(open);

        var job = await rig.ReachesAsync(id, JobState.Succeeded);
        Assert.Equal((0, 1), (job.RetryCount, job.CrashCount));
        Assert.Equal(
            ("crashed", "Interrupted by restart."),
            Assert.Single(await rig.Reader.AttemptsAsync(id, Ct)) is var a ? (a.Outcome, a.Error) : default
        );
    }

    [Theory, OnEveryStore]
    public async Task A14_A_job_that_kills_its_worker_is_given_up_and_the_others_go_on(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        var poison = await CrashAsync(open, "poison");
        for (var start = 2; start <= 3; start++)
        {
            await using var victim = await EngineRig.StartAsync(
                open,
                add: s => s.AddSingleton(Holding("poison", out var hold)).AddSingleton(hold)
            );
            await victim.ReachesAsync(poison, JobState.Running);
            await victim.DieAsync();
        }

        await using var rig = await EngineRig.StartAsync(open);
        var others = new List<JobId>();
        for (var i = 0; i < 10; i++)
            others.Add(await rig.EnqueueAsync(new Chore($"other {i}")));

        var dead = await rig.ReachesAsync(poison, JobState.Dead);
        Assert.Equal(("It killed the worker 3 times.", 3, 0), (dead.Note, dead.CrashCount, dead.RetryCount));
        foreach (var other in others)
            await rig.ReachesAsync(other, JobState.Succeeded);
        Assert.DoesNotContain("poison", rig.Book.Runs);
    }

    [Theory, OnEveryStore]
    public async Task E16_A_kind_that_is_unknown_waits_for_a_program_that_knows_it(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        var now = FakeClock.Noon;
        var id = (
            await open.Store.AddAsync(
                [new NewJob("novelty", "novelties", 5, """{"name":"new"}""", now, now) { Rank = 1, MaxRetries = 3 }],
                Ct
            )
        )[0];

        await using (var old = await EngineRig.StartAsync(open))
        {
            var parked = await old.ReachesAsync(id, JobState.Blocked);
            Assert.Equal("This version does not know the job 'novelty'; it runs when a version that does is started.", parked.Note);
            Assert.Equal(0, parked.RetryCount);
        }

        await using var upgraded = await EngineRig.StartAsync(open, add: s => s.AddJob<Novelty, PlayHandler<Novelty>>());
        await upgraded.ReachesAsync(id, JobState.Succeeded);
        Assert.Equal(["new"], upgraded.Book.Runs);
    }

    [Theory, OnEveryStore]
    public async Task E16_A_payload_from_a_newer_version_waits_and_an_older_one_runs(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        var now = FakeClock.Noon;
        NewJob[] jobs =
        [
            .. from version in (int[])[1, 2, 3]
            select new NewJob("novelty", "novelties", 5, $$"""{"name":"{{version}}"}""", now, now)
            {
                Rank = 1,
                MaxRetries = 3,
                PayloadVersion = version,
            },
        ];
        var ids = await open.Store.AddAsync(jobs, Ct);

        await using var rig = await EngineRig.StartAsync(open, add: s => s.AddJob<Novelty, PlayHandler<Novelty>>());

        await rig.ReachesAsync(ids[0], JobState.Succeeded);
        await rig.ReachesAsync(ids[1], JobState.Succeeded);
        Assert.Equal(JobRecord.Parked, (await rig.ReachesAsync(ids[2], JobState.Blocked)).BlockedBy);
    }

    [Theory, OnEveryStore]
    public async Task E16_Newer_work_for_the_same_thing_wakes_a_parked_job(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        var now = FakeClock.Noon;
        var tooNew = new NewJob("chore", "default", 5, "{}", now, now)
        {
            Rank = 1,
            MaxRetries = 3,
            PayloadVersion = 9,
            UniqueKey = "k",
        };
        var id = (await open.Store.AddAsync([tooNew], Ct))[0];
        await using var rig = await EngineRig.StartAsync(open);
        await rig.ReachesAsync(id, JobState.Blocked);

        Assert.Equal(id, await rig.EnqueueAsync(new Chore("readable", Key: "k")));

        await rig.ReachesAsync(id, JobState.Succeeded);
    }

    private static Playbook Holding(string name, out Hold hold)
    {
        var book = new Playbook();
        hold = book.Holds(name);
        return book;
    }

    private static async Task<JobId> CrashAsync(OpenStore open, string name)
    {
        await using var rig = await EngineRig.StartAsync(open);
        var hold = rig.Book.Holds(name);
        var id = await rig.EnqueueAsync(new Chore(name));
        await hold.Started;
        await rig.DieAsync();
        return id;
    }
}
