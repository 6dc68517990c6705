using System.Globalization;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>Jobs that come by the clock.</summary>
[Trait("family", "jobs")]
public sealed class EngineScheduleTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task Fires_at_its_tick_and_not_before(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await using var rig = await StartAsync(open);

        rig.Clock.Advance(Hour - TimeSpan.FromSeconds(1));
        await rig.ReachesAsync(await rig.EnqueueAsync(new Errand("before")), JobState.Succeeded);
        Assert.Equal(["before"], rig.Book.Runs);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        await DigestsAsync(rig, "2026-03-01 13:00");
    }

    [Theory, OnEveryStore]
    public async Task E12_Makes_up_for_what_was_missed_once_with_the_newest_tick(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await using (await StartAsync(open)) { }

        await using var later = await StartAsync(open, new FakeClock(FakeClock.Noon + 5.5 * Hour));
        await DigestsAsync(later, "2026-03-01 17:00");
        later.Clock.Advance(Hour);

        await DigestsAsync(later, "2026-03-01 17:00", "2026-03-01 18:00");
    }

    [Theory, OnEveryStore]
    public async Task A_line_that_changed_has_missed_nothing(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await using (await StartAsync(open)) { }

        await using var later = await StartAsync(open, new FakeClock(FakeClock.Noon + 5.5 * Hour), "15 * * * *");
        later.Clock.Advance(Hour);

        await DigestsAsync(later, "2026-03-01 18:15");
    }

    [Theory, OnEveryStore]
    public async Task E17_Three_programs_on_one_store_fire_once(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        var clock = new FakeClock();
        await using var one = await StartAsync(open, clock);
        await using var two = await StartAsync(open, clock);
        await using var other = await StartAsync(
            open,
            clock,
            more: services => services.AddSchedule("new", "0 0 1 1 *", _ => new Chore("new"))
        );
        await other.UntilAsync(async () => (await other.Reader.TicksAsync(Ct)).Any(t => t.Schedule == "new"));
        (EngineRig Program, int Before)[] all = [.. new[] { one, two, other }.Select(program => (program, Fired(program)))];

        clock.Advance(Hour);

        foreach (var (program, before) in all)
            await program.UntilAsync(() => Fired(program) > before);
        Assert.Single(await one.Reader.ListAsync(new JobQuery(Kind: "chore"), Ct));

        static int Fired(EngineRig program) => program.Store.Calls(nameof(IJobStore.FireAsync));
    }

    [Theory, OnEveryStore]
    public async Task E10_A_clock_set_back_fires_no_tick_twice(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await using var rig = await StartAsync(open);
        rig.Clock.Advance(Hour);
        await DigestsAsync(rig, "2026-03-01 13:00");

        rig.Clock.Jump(-Hour / 2);
        rig.Clock.Advance(1.5 * Hour);

        await DigestsAsync(rig, "2026-03-01 13:00", "2026-03-01 14:00");
    }

    [Theory, OnEveryStore]
    public async Task E10_A_clock_that_was_ten_years_ahead_does_not_silence_a_schedule(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await using var rig = await StartAsync(open);
        var tenYears = TimeSpan.FromDays(3652);
        rig.Clock.Jump(tenYears);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await DigestsAsync(rig, "2036-02-29 12:00");

        var calls = rig.Store.Calls(nameof(IJobStore.FireAsync));
        rig.Clock.Jump(-tenYears);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.UntilAsync(() => rig.Store.Calls(nameof(IJobStore.FireAsync)) >= calls + 2);
        rig.Clock.Advance(Hour);

        await DigestsAsync(rig, "2036-02-29 12:00", "2026-03-01 13:00");
    }

    [Theory, OnEveryStore]
    public async Task A_person_may_fire_one_at_any_time(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await using var rig = await StartAsync(open);
        rig.Clock.Advance(TimeSpan.FromMinutes(7));

        var id = await rig.Schedules.RunAsync("digest", Ct);

        await rig.ReachesAsync(id!.Value, JobState.Succeeded);
        Assert.Null(await rig.Schedules.RunAsync("no such schedule", Ct));
        var state = (await rig.Schedules.ListAsync(Ct)).Single(s => s.Name == "digest");
        Assert.Equal((FakeClock.Noon + Hour, id), (state.Next, state.LastJob?.Id));
    }

    [Theory, OnEveryStore]
    public async Task One_that_cannot_make_its_job_holds_up_no_other(string store)
    {
        await using var open = await OpenStore.OfAsync(store);
        await using var rig = await StartAsync(
            open,
            more: services => services.AddSchedule("broken", "0 * * * *", _ => throw new InvalidOperationException("no paper"))
        );

        rig.Clock.Advance(Hour);
        await DigestsAsync(rig, "2026-03-01 13:00");
        rig.Clock.Advance(Hour);

        await DigestsAsync(rig, "2026-03-01 13:00", "2026-03-01 14:00");
    }

    private static async Task<EngineRig> StartAsync(
        OpenStore open,
        FakeClock? clock = null,
        string line = "0 * * * *",
        Action<IServiceCollection>? more = null
    )
    {
        var rig = await EngineRig.StartAsync(
            open,
            clock,
            services =>
            {
                more?.Invoke(services);
                services
                    .AddSchedule("digest", line, tick => new Chore(tick.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)))
                    .Configure<JobsOptions>(o => o.Schedules["cleanup"] = "0 0 1 1 *");
            }
        );
        await rig.UntilAsync(async () => (await rig.Reader.TicksAsync(Ct)).Any(t => t.Schedule == "digest" && t.Line == $"{line} UTC"));
        return rig;
    }

    private static async Task DigestsAsync(EngineRig rig, params string[] expected)
    {
        await rig.UntilAsync(() => rig.Book.Runs.Count(name => name.Contains(':', StringComparison.Ordinal)) >= expected.Length);
        Assert.Equal(expected, rig.Book.Runs.Where(name => name.Contains(':', StringComparison.Ordinal)));
    }
}
