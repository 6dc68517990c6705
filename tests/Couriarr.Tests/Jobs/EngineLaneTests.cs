using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>Lanes, and the loops that keep them going.</summary>
[Trait("family", "jobs")]
public sealed class EngineLaneTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task E14_A_lane_full_of_long_work_holds_up_no_other(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var slots = rig.Lane().Slots;
        for (var i = 0; i < slots; i++)
        {
            var hold = rig.Book.Holds($"long {i}");
            await rig.EnqueueAsync(new Chore($"long {i}"));
            await hold.Started;
        }
        var queued = await rig.EnqueueAsync(new Chore("queued"));

        await rig.ReachesAsync(await rig.EnqueueAsync(new Errand("short")), JobState.Succeeded);

        Assert.Equal(JobState.Waiting, (await rig.FindAsync(queued)).State);
        Assert.Equal((slots, 0), (rig.Lane().Running, rig.Lane().Stuck));
        rig.Book.LetAllGo();
        await rig.ReachesAsync(queued, JobState.Succeeded);
    }

    [Theory, OnEveryStore]
    public async Task A_lane_never_runs_more_than_its_slots(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var (running, most) = (0, 0);
        rig.Book.On(
            "any",
            async (_, ct) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return JobResult.Done;
            }
        );
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => rig.EnqueueAsync(new Chore("any"))));

        await rig.UntilAsync(async () => (await rig.Reader.CountAsync(Ct)).GetValueOrDefault(JobState.Succeeded) == 200);

        Assert.InRange(most, 1, rig.Lane().Slots);
        Assert.Equal(200, rig.Book.Runs.Count);
    }

    [Theory, OnEveryStore]
    public async Task E13_A_slot_that_is_kept_for_what_is_urgent_is_not_taken_up_by_the_rest_when_that_ends(string store)
    {
        await using var rig = await EngineRig.StartAsync(store, services => services.AddJob<Freight, PlayHandler<Freight>>());
        for (var i = 1; i < rig.Lane("freight").Slots; i++)
        {
            var hold = rig.Book.Holds($"long {i}");
            await rig.EnqueueAsync(new Freight($"long {i}"));
            await hold.Started;
        }
        var urgent = rig.Book.Holds("urgent");
        var first = await rig.EnqueueAsync(new Freight("urgent"), JobPriority.Critical);
        await urgent.Started;
        var queued = await rig.EnqueueAsync(new Freight("queued"));

        urgent.LetGo();
        await rig.ReachesAsync(first, JobState.Succeeded);

        await rig.ReachesAsync(await rig.EnqueueAsync(new Freight("urgent too"), JobPriority.Critical), JobState.Succeeded);
        Assert.Equal(JobState.Waiting, (await rig.FindAsync(queued)).State);
        rig.Book.LetAllGo();
        await rig.ReachesAsync(queued, JobState.Succeeded);
    }

    [Theory, OnEveryStore]
    public async Task A_scheduled_job_starts_when_its_time_has_come(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var id = await rig.EnqueueAsync(new Chore("later"), runAt: FakeClock.Noon.AddMinutes(10));
        rig.Clock.Advance(TimeSpan.FromMinutes(9));
        await rig.ReachesAsync(await rig.EnqueueAsync(new Chore("now")), JobState.Succeeded);
        Assert.Equal(JobState.Scheduled, (await rig.FindAsync(id)).State);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.ReachesAsync(id, JobState.Succeeded);
    }

    [Fact]
    public async Task A16_A_loop_that_falls_starts_again_after_growing_pauses_and_is_named()
    {
        await using var rig = await EngineRig.StartAsync("memory");
        await rig.UntilAsync(() => rig.Store.Calls(nameof(IJobStore.AdoptAsync)) == 2);
        rig.Store.Plan(nameof(IJobStore.AdoptAsync), Fault.Refused, Fault.Refused);

        rig.Clock.Advance(TimeSpan.FromSeconds(30));
        await FallsAsync(rig, TimeSpan.FromMilliseconds(250));
        await FallsAsync(rig, TimeSpan.FromMilliseconds(500));

        await rig.UntilAsync(() => rig.Store.Calls(nameof(IJobStore.AdoptAsync)) == 5);
        Assert.Equal(("orphans", 2), Assert.Single(rig.Loops.Fallen) is var fallen ? (fallen.Name, fallen.Falls) : default);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(rig.Loops.Fallen);
    }

    [Fact]
    public async Task A16_A_loop_that_recovered_looks_well_also_after_the_clock_was_set_back()
    {
        await using var rig = await EngineRig.StartAsync("memory");
        await rig.UntilAsync(() => rig.Store.Calls(nameof(IJobStore.AdoptAsync)) == 2);
        rig.Store.Plan(nameof(IJobStore.AdoptAsync), Fault.Refused);
        rig.Clock.Advance(TimeSpan.FromSeconds(30));
        await FallsAsync(rig, TimeSpan.FromMilliseconds(250));
        await rig.UntilAsync(() => rig.Store.Calls(nameof(IJobStore.AdoptAsync)) == 4);

        rig.Clock.Jump(TimeSpan.FromDays(-3652));
        rig.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(rig.Loops.Fallen);
    }

    private static async Task FallsAsync(EngineRig rig, TimeSpan pause)
    {
        await rig.Clock.WhenSomebodyWaits(pause).WaitAsync(EngineRig.Limit, Ct);
        Assert.Equal("orphans", Assert.Single(rig.Loops.Fallen).Name);
        rig.Clock.Advance(pause);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); now > seen; )
            seen = Interlocked.CompareExchange(ref most, now, seen) is var before && before == seen ? now : before;
    }
}
