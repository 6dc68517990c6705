using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>A wall clock that jumps while jobs run; the monotonic one does not.</summary>
[Trait("family", "jobs")]
public sealed class EngineClockTests
{
    private static readonly TimeSpan TenYears = TimeSpan.FromDays(3652);

    [Theory]
    [InlineData("memory", 1)]
    [InlineData("sqlite", 1)]
    [InlineData("redis", 1)]
    [InlineData("memory", -1)]
    [InlineData("sqlite", -1)]
    [InlineData("redis", -1)]
    [InlineData("memory", 87_648)]
    [InlineData("sqlite", 87_648)]
    [InlineData("redis", 87_648)]
    public async Task E10_A_jump_neither_stops_nor_doubles_what_runs(string store, int hours)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var hold = rig.Book.Holds("long");
        var id = await rig.EnqueueAsync(new Chore("long"));
        await hold.Started;
        var tended = rig.Store.Calls(nameof(IJobStore.AdoptAsync));

        rig.Clock.Jump(TimeSpan.FromHours(hours));
        rig.Clock.Advance(TimeSpan.FromMinutes(2));
        await rig.UntilAsync(() => rig.Store.Calls(nameof(IJobStore.AdoptAsync)) > tended);
        rig.Heart.Beat();
        await rig.ReachesAsync(await rig.EnqueueAsync(new Chore("meanwhile")), JobState.Succeeded);
        hold.LetGo();

        var job = await rig.ReachesAsync(id, JobState.Succeeded);
        Assert.Equal((0, 0), (job.RetryCount, job.CrashCount));
        Assert.Equal(["long", "meanwhile"], rig.Book.Runs);
    }

    [Theory, OnEveryStore]
    public async Task E10_A_job_that_failed_under_a_wrong_clock_is_tried_within_a_day_of_the_right_one(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Clock.Jump(TenYears);
        rig.Book.Fails("unlucky", new TransientException("503", TimeSpan.FromHours(2)));
        var id = await rig.EnqueueAsync(new Chore("unlucky"));
        await rig.ReachesAsync(id, JobState.Failed);

        rig.Clock.Jump(-TenYears);
        rig.Clock.Advance(TimeSpan.FromSeconds(30));

        var latest = rig.Clock.GetUtcNow().AddHours(24);
        await rig.UntilAsync(async () => (await rig.FindAsync(id)).RunAt <= latest);
        rig.Clock.Advance(TimeSpan.FromHours(24));
        await rig.ReachesAsync(id, JobState.Succeeded);
    }

    [Theory, OnEveryStore]
    public async Task E10_A_gate_that_closed_under_a_wrong_clock_is_probed_soon_after_it_is_right(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Clock.Jump(TenYears);
        rig.Book.Fails("call", new BlockedException("401"));
        var id = await rig.EnqueueAsync(new Chore("call", Door: "plex"));
        await rig.ReachesAsync(id, JobState.Blocked);

        rig.Clock.Jump(-TenYears);
        rig.Clock.Advance(TimeSpan.FromSeconds(30));
        await rig.UntilAsync(async () =>
            (await rig.Reader.GatesAsync(TestContext.Current.CancellationToken)).All(g => g.ProbeAt <= rig.Clock.GetUtcNow())
        );
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        await rig.ReachesAsync(id, JobState.Succeeded);
    }

    [Theory, OnEveryStore]
    public async Task E10_A_clock_set_back_an_hour_delays_a_retry_by_that_hour_at_most(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails("unlucky", new TransientException("503"));
        var id = await rig.EnqueueAsync(new Chore("unlucky"));
        await rig.ReachesAsync(id, JobState.Failed);

        rig.Clock.Jump(-TimeSpan.FromHours(1));
        rig.Clock.Advance(TimeSpan.FromMinutes(61));

        await rig.ReachesAsync(id, JobState.Succeeded);
    }
}
