using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>What is broken outside costs nobody a retry.</summary>
[Trait("family", "jobs")]
public sealed class EngineGateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task C05_A_blocked_job_closes_its_gate_and_a_probe_each_minute_opens_it(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails("first", Away(), Away(), Away());
        var first = await rig.EnqueueAsync(new Chore("first", Door: "mount"));
        await rig.ReachesAsync(first, JobState.Blocked);
        var second = await rig.EnqueueAsync(new Chore("second", Door: "mount"));
        Assert.Equal("the share is away", (await rig.ReachesAsync(second, JobState.Blocked)).Note);

        for (var probe = 2; probe <= 4; probe++)
        {
            var runs = probe;
            rig.Clock.Advance(Minute);
            await rig.UntilAsync(() => rig.Book.Runs.Count(name => name == "first") == runs);
            if (probe < 4)
                await rig.ReachesAsync(first, JobState.Blocked);
        }

        await rig.ReachesAsync(second, JobState.Succeeded);
        var job = await rig.ReachesAsync(first, JobState.Succeeded);
        Assert.Equal((0, 0), (job.RetryCount, (await rig.Reader.AttemptsAsync(first, Ct)).Count));
        Assert.Equal(["first", "first", "first", "first", "second"], rig.Book.Runs);
        Assert.Empty(await rig.Reader.GatesAsync(Ct));
    }

    [Theory, OnEveryStore]
    public async Task A_probe_that_goes_on_waiting_opens_its_gate_when_it_was_answered_and_only_then(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var reached = false;
        rig.Book.Fails("first", Away());
        var first = await rig.EnqueueAsync(new Chore("first", Door: "mount"));
        await rig.ReachesAsync(first, JobState.Blocked);
        rig.Book.On("first", () => JobResult.Snooze(2 * Minute, "not yet", reached));

        rig.Clock.Advance(Minute);
        Assert.Equal("not yet", (await rig.ReachesAsync(first, JobState.Scheduled)).Note);
        Assert.Equal("the share is away", Assert.Single(await rig.Reader.GatesAsync(Ct)).Reason);

        reached = true;
        var second = await rig.EnqueueAsync(new Chore("second", Door: "mount"));
        await rig.ReachesAsync(second, JobState.Blocked);
        rig.Book.On("second", () => JobResult.Snooze(2 * Minute, "not yet", reached));
        rig.Clock.Advance(Minute);
        await rig.UntilAsync(() => rig.Book.Runs.Contains("second"));
        Assert.Equal("not yet", (await rig.ReachesAsync(second, JobState.Scheduled)).Note);
        Assert.Empty(await rig.Reader.GatesAsync(Ct));
    }

    [Theory, OnEveryStore]
    public async Task A_blocked_job_without_a_gate_looks_again_in_a_minute(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails("alone", Away());
        var id = await rig.EnqueueAsync(new Chore("alone"));
        Assert.Equal(FakeClock.Noon + Minute, (await rig.ReachesAsync(id, JobState.Scheduled)).RunAt);
        rig.Clock.Advance(Minute);
        Assert.Equal(0, (await rig.ReachesAsync(id, JobState.Succeeded)).RetryCount);
    }

    [Theory, OnEveryStore]
    public async Task F03_Five_failures_in_a_row_close_the_gate_for_everyone(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        for (var i = 1; i <= 5; i++)
        {
            rig.Book.On($"call {i}", () => throw new HttpRequestException("502"));
            Assert.Empty(await rig.Reader.GatesAsync(Ct));
            await rig.ReachesAsync(await rig.EnqueueAsync(new Chore($"call {i}", Door: "plex")), JobState.Failed);
        }

        var sixth = await rig.EnqueueAsync(new Chore("call 6", Door: "plex"));
        var elsewhere = await rig.EnqueueAsync(new Chore("elsewhere", Door: "jellyfin"));

        Assert.Equal("It failed 5 times in a row, the last time with: 502", (await rig.ReachesAsync(sixth, JobState.Blocked)).Note);
        await rig.ReachesAsync(elsewhere, JobState.Succeeded);
        Assert.DoesNotContain("call 6", rig.Book.Runs);
    }

    [Theory, OnEveryStore]
    public async Task E04_A_store_that_is_away_again_and_again_closes_nobodys_gate(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        for (var i = 1; i <= 6; i++)
        {
            rig.Book.On($"call {i}", () => throw new StoreUnavailableException("The server cannot be reached."));
            await rig.ReachesAsync(await rig.EnqueueAsync(new Chore($"call {i}", Door: "plex")), JobState.Failed);
        }

        Assert.Empty(await rig.Reader.GatesAsync(Ct));
        await rig.ReachesAsync(await rig.EnqueueAsync(new Chore("call 7", Door: "plex")), JobState.Succeeded);
    }

    [Theory, OnEveryStore]
    public async Task F04_A_success_or_a_refusal_for_good_starts_the_count_anew(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.On("bad", () => throw new HttpRequestException("502"));
        rig.Book.On("refused", () => throw new PermanentException("404"));
        foreach (var name in (string[])["bad", "bad", "bad", "bad", "good", "bad", "bad", "bad", "bad", "refused", "bad"])
        {
            var id = await rig.EnqueueAsync(new Chore(name, Door: "plex"));
            await rig.ReachesAsync(id, JobState.Failed, JobState.Succeeded, JobState.Dead);
        }
        Assert.Empty(await rig.Reader.GatesAsync(Ct));
    }

    [Theory, OnEveryStore]
    public async Task One_failure_counts_once_however_often_it_has_to_be_stored(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.On("bad", () => throw new TransientException("502", TimeSpan.FromHours(1)));
        rig.Store.Plan(nameof(IJobStore.SettleAsync), Enumerable.Repeat(Fault.Refused, 4));

        var id = await rig.EnqueueAsync(new Chore("bad", Door: "plex"));
        for (var pause = 100; pause <= 800; pause *= 2)
        {
            await rig.Clock.WhenSomebodyWaits(TimeSpan.FromMilliseconds(pause)).WaitAsync(EngineRig.Limit, Ct);
            rig.Clock.Advance(TimeSpan.FromMilliseconds(pause));
        }

        Assert.Equal(1, (await rig.ReachesAsync(id, JobState.Failed)).RetryCount);
        Assert.Empty(await rig.Reader.GatesAsync(Ct));
    }

    [Theory, OnEveryStore]
    public async Task A_persons_pause_is_probed_by_nobody(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        await rig.Store.CloseAsync(new Gate("plex", "holiday", FakeClock.Noon, null), Ct);
        var id = await rig.EnqueueAsync(new Chore("call", Door: "plex"));
        await rig.ReachesAsync(id, JobState.Blocked);

        rig.Clock.Advance(60 * Minute);
        await rig.ReachesAsync(await rig.EnqueueAsync(new Chore("another")), JobState.Succeeded);

        Assert.DoesNotContain("call", rig.Book.Runs);
        Assert.Equal(JobState.Blocked, (await rig.FindAsync(id)).State);
    }

    [Theory, OnEveryStore]
    public async Task A_probe_that_passes_does_not_open_what_a_person_closed_meanwhile(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails("call", Away());
        var id = await rig.EnqueueAsync(new Chore("call", Door: "plex"));
        await rig.ReachesAsync(id, JobState.Blocked);
        var probe = rig.Book.Holds("call");
        rig.Clock.Advance(Minute);
        await probe.Started;

        await rig.Store.CloseAsync(new Gate("plex", "holiday", FakeClock.Noon, null), Ct);
        probe.LetGo();

        await rig.ReachesAsync(id, JobState.Succeeded);
        Assert.Equal("holiday", Assert.Single(await rig.Reader.GatesAsync(Ct)).Reason);
    }

    [Theory, OnEveryStore]
    public async Task A_paused_lane_starts_nothing_until_it_is_resumed(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        Assert.True(await rig.Desk.PauseAsync("default", "movie night", Ct));
        Assert.False(await rig.Desk.PauseAsync("no such lane", "?", Ct));
        var id = await rig.EnqueueAsync(new Chore("patient"));
        await rig.ReachesAsync(await rig.EnqueueAsync(new Errand("elsewhere")), JobState.Succeeded);
        Assert.Equal("movie night", (await rig.ReachesAsync(id, JobState.Blocked)).Note);

        Assert.True(await rig.Desk.ResumeAsync("default", Ct));

        await rig.ReachesAsync(id, JobState.Succeeded);
    }

    private static BlockedException Away() => new("the share is away");
}
