using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

public abstract partial class JobStoreContract
{
    private Task<bool> CloseAsync(string reason = "down", DateTimeOffset? probeAt = null) =>
        Store.CloseAsync(new Gate("g", reason, Noon, probeAt), Ct);

    [Fact]
    public async Task Jobs_behind_a_closed_gate_are_blocked_and_say_why()
    {
        var id = await AddAsync(Job(gate: "g"));
        var free = await AddAsync(Job(gate: "another"));
        await CloseAsync("the disk is full", Noon + Minute);

        Assert.Equal([free], (await ClaimAsync(5)).Select(l => l.Job.Id));

        var job = await FindAsync(id);
        Assert.Equal((JobState.Blocked, "g", "the disk is full"), (job.State, job.BlockedBy, job.Note));
    }

    [Fact]
    public async Task Exactly_one_probe_goes_through_when_its_time_has_come()
    {
        await Store.AddAsync([Job("second", gate: "g", rank: 2), Job("first", gate: "g", rank: 1)], Ct);
        await CloseAsync(probeAt: Noon + Minute);
        Assert.Empty(await ClaimAsync(5));

        var probe = Assert.Single(await ClaimAsync(5, now: Noon + Minute));

        Assert.Equal(("first", true), (probe.Job.Payload, probe.IsProbe));
        Assert.Equal(Noon + 2 * Minute, Assert.Single(await Reader.GatesAsync(Ct)).ProbeAt);
        Assert.Empty(await ClaimAsync(5, now: Noon + Minute));
    }

    [Fact]
    public async Task No_second_probe_joins_one_that_takes_long()
    {
        await Store.AddAsync([Job(gate: "g"), Job(gate: "g")], Ct);
        await CloseAsync(probeAt: Noon);
        Assert.Empty(await ClaimAsync(5, now: Noon - Minute));
        var probe = Assert.Single(await ClaimAsync(5));

        Assert.Empty(await ClaimAsync(5, now: Noon + 30 * Minute));

        await Store.SettleAsync(probe, To(JobState.Blocked, blockedBy: "g"), Ct);
        Assert.Single(await ClaimAsync(5, now: Noon + 31 * Minute));
    }

    [Fact]
    public async Task A_probe_caught_in_a_paused_lane_leaves_its_turn_to_another_lane()
    {
        await Store.AddAsync([Job("caught", gate: "g", rank: 9), Job("other", gate: "g", lane: "slow")], Ct);
        await CloseAsync(probeAt: Noon + Minute);
        Assert.Empty(await ClaimAsync(5));
        Assert.Empty(await ClaimAsync(5, lane: "slow"));
        await AddAsync(Job("in front", rank: 1));
        Assert.Equal("in front", (await TakeAsync(Noon + Minute)).Job.Payload);

        await Store.CloseAsync(new Gate(Gate.OfLane("default"), "movie night", Noon, null), Ct);

        var probe = Assert.Single(await ClaimAsync(5, lane: "slow", now: Noon + 2 * Minute));
        Assert.Equal(("other", true), (probe.Job.Payload, probe.IsProbe));
        await Store.OpenAsync(Gate.OfLane("default"), byPerson: true, Ct);
        Assert.Empty(await ClaimAsync(5, now: Noon + 9 * Minute));
    }

    [Fact]
    public async Task Opening_lets_all_wait_again()
    {
        await Store.AddAsync([Job(gate: "g"), Job(gate: "g")], Ct);
        await CloseAsync(probeAt: Noon + Minute);
        Assert.Empty(await ClaimAsync(5));

        Assert.True(await Store.OpenAsync("g", byPerson: false, Ct));

        Assert.False(await Store.OpenAsync("g", byPerson: true, Ct));
        Assert.Empty(await Reader.GatesAsync(Ct));
        Assert.All(await ClaimAsync(5), lease => Assert.False(lease.IsProbe));
    }

    [Fact]
    public async Task A_job_blocked_by_a_gate_that_opened_meanwhile_waits()
    {
        var id = await AddAsync(Job(gate: "g"));
        var settled = await Store.SettleAsync(await TakeAsync(), To(JobState.Blocked, blockedBy: "g"), Ct);
        Assert.Equal((JobState.Waiting, JobState.Waiting), (settled!.State, await StateAsync(id)));
    }

    [Fact]
    public async Task Closing_tells_whether_it_was_open_until_now()
    {
        Assert.True(await CloseAsync("once", Noon + Minute));
        Assert.False(await CloseAsync("twice", Noon + Minute));
        await Store.OpenAsync("g", byPerson: false, Ct);

        Assert.True(await CloseAsync("again", Noon + Minute));
    }

    [Fact]
    public async Task A_breaker_neither_changes_nor_opens_what_a_person_closed()
    {
        await CloseAsync("holiday");
        await CloseAsync("it failed", Noon + Minute);

        Assert.False(await Store.OpenAsync("g", byPerson: false, Ct));
        Assert.Equal(new Gate("g", "holiday", Noon, null), Assert.Single(await Reader.GatesAsync(Ct)));
        Assert.True(await Store.OpenAsync("g", byPerson: true, Ct));
    }

    [Fact]
    public async Task A_person_may_close_for_good_what_a_breaker_closed()
    {
        await CloseAsync("it failed", Noon + Minute);
        await CloseAsync("holiday");
        Assert.Equal(("holiday", null), Assert.Single(await Reader.GatesAsync(Ct)) is var gate ? (gate.Reason, gate.ProbeAt) : default);
    }

    [Fact]
    public async Task A_closed_gate_takes_a_new_reason_and_remembers_since_when()
    {
        await CloseAsync("once", Noon + Minute);
        await Store.CloseAsync(new Gate("g", "twice", Noon + Minute, Noon + 2 * Minute), Ct);
        Assert.Equal(new Gate("g", "twice", Noon, Noon + 2 * Minute), Assert.Single(await Reader.GatesAsync(Ct)));
    }

    [Fact]
    public async Task A_paused_lane_gives_nothing_and_its_waiting_jobs_read_as_blocked()
    {
        var id = await AddAsync();
        var later = await AddAsync(Job(delay: Minute));
        await Store.CloseAsync(new Gate(Gate.OfLane("default"), "movie night", Noon, null), Ct);

        Assert.Empty(await ClaimAsync(5));

        var job = await FindAsync(id);
        Assert.Equal((JobState.Blocked, "lane:default", "movie night"), (job.State, job.BlockedBy, job.Note));
        Assert.Equal([id], (await Reader.ListAsync(new JobQuery([JobState.Blocked]), Ct)).Select(j => j.Id));
        Assert.Equal(1, (await Reader.CountAsync(Ct))[JobState.Blocked]);
        Assert.Equal(JobState.Scheduled, await StateAsync(later));

        await Store.OpenAsync(Gate.OfLane("default"), byPerson: true, Ct);
        Assert.Equal(id, (await TakeAsync()).Job.Id);
    }

    [Fact]
    public async Task Parked_jobs_wait_again_when_a_program_starts_that_may_know_them()
    {
        var id = await AddAsync();
        await Store.SettleAsync(await TakeAsync(), To(JobState.Blocked, blockedBy: JobRecord.Parked), Ct);
        Assert.Equal((JobState.Blocked, JobRecord.Parked), (await FindAsync(id)) is var job ? (job.State, job.BlockedBy) : default);
        Assert.Empty(await ClaimAsync());

        Assert.Equal(1, await Store.UnparkAsync(Ct));

        Assert.Single(await ClaimAsync());
    }
}
