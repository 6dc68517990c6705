using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

public abstract partial class JobStoreContract
{
    [Fact]
    public async Task Q07_Children_are_born_with_the_end_of_their_parent()
    {
        var parent = await AddAsync();
        var lease = await TakeAsync();
        NewJob[] children =
        [
            Job("one") with
            {
                ParentId = parent,
                RootId = parent,
            },
            Job("two") with
            {
                ParentId = parent,
                RootId = parent,
            },
        ];

        var settled = await Store.SettleAsync(lease, To(JobState.Succeeded) with { FollowUps = children }, Ct);

        Assert.Equal(JobState.Succeeded, settled!.State);
        Assert.Equal(2, settled.FollowUps.Count);
        Assert.Equal((parent, parent), ((await FindAsync(settled.FollowUps[0])) is var c ? (c.ParentId!.Value, c.RootId) : default));
    }

    [Fact]
    public async Task Children_merge_with_twins_that_wait()
    {
        var twin = await AddAsync(Job("old", key: "k", rank: 900));
        await AddAsync(Job(rank: 1));

        var settled = await Store.SettleAsync(await TakeAsync(), To(JobState.Succeeded) with { FollowUps = [Job("new", key: "k")] }, Ct);

        Assert.Equal([twin], settled!.FollowUps);
        Assert.Equal("new", (await FindAsync(twin)).Payload);
    }

    [Fact]
    public async Task Q06_A_lease_that_was_taken_over_may_write_nothing()
    {
        var id = await AddAsync();
        var stale = await TakeAsync();
        var fresh = Assert.Single(await AdoptAsync("them"));

        var late = To(JobState.Succeeded) with { FollowUps = [Job("never")], Attempt = new JobAttempt(1, Noon, Noon, "failed", null) };

        Assert.Null(await Store.SettleAsync(stale, late, Ct));
        Assert.Equal([LeaseStatus.Lost], await Store.ExtendAsync([stale], Noon, Ct));
        Assert.Equal([LeaseStatus.Held], await Store.ExtendAsync([fresh], Noon, Ct));
        Assert.Equal(JobState.Running, await StateAsync(id));
        Assert.Empty(await Reader.AttemptsAsync(id, Ct));
        Assert.Single(await Reader.ListAsync(new JobQuery(), Ct));
    }

    [Fact]
    public async Task Q06_A_lease_from_before_a_second_claim_may_write_nothing()
    {
        var id = await AddAsync();
        var stale = await TakeAsync();
        await SettleAsync(stale, JobState.Waiting);
        await TakeAsync();

        Assert.Null(await SettleAsync(stale, JobState.Dead));
        Assert.Equal([LeaseStatus.Lost], await Store.ExtendAsync([stale], Noon, Ct));
        Assert.Equal(JobState.Running, await StateAsync(id));
    }

    [Fact]
    public async Task Settles_once()
    {
        await AddAsync();
        var lease = await TakeAsync();
        var end = To(JobState.Succeeded) with { FollowUps = [Job("child")] };

        Assert.NotNull(await Store.SettleAsync(lease, end, Ct));
        Assert.Null(await Store.SettleAsync(lease, end, Ct));
        Assert.Equal(2, (await Reader.ListAsync(new JobQuery(), Ct)).Count);
    }

    [Fact]
    public async Task Q10_Writes_down_what_the_engine_decided()
    {
        var id = await AddAsync();
        var attempt = new JobAttempt(1, Noon, Noon + Minute, "failed", "no route");
        var failed = To(JobState.Failed, Minute, "no route") with { RetryCount = 1, CrashCount = 2, Attempt = attempt };

        await Store.SettleAsync(await TakeAsync(), failed, Ct);

        var job = await FindAsync(id);
        Assert.Equal((JobState.Failed, "no route", 1, 2, Noon + Minute), (job.State, job.Note, job.RetryCount, job.CrashCount, job.RunAt));
        Assert.Equal([attempt], await Reader.AttemptsAsync(id, Ct));
    }

    [Fact]
    public async Task An_ended_job_is_still_there_with_its_reason_and_time()
    {
        var id = await AddAsync(Job("kept"));
        await Store.SettleAsync(await TakeAsync(), To(JobState.Dead, note: "gone") with { At = Noon + Minute, RetryCount = 4 }, Ct);
        var job = await FindAsync(id);
        Assert.Equal(
            (JobState.Dead, "gone", Noon + Minute, "kept", 4),
            (job.State, job.Note, job.CompletedAt, job.Payload, job.RetryCount)
        );
    }

    [Theory]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Waiting)]
    [InlineData(JobState.Blocked)]
    public async Task A_job_that_goes_back_takes_in_a_twin_that_waits(JobState to)
    {
        var id = await AddAsync(Job("old", key: "k", gate: "g", rank: 90));
        var lease = await TakeAsync();
        var twin = await AddAsync(Job("new", key: "k", gate: "g", rank: 10));
        await Store.CloseAsync(new Gate("g", "down", Noon, null), Ct);

        var back = To(to, blockedBy: to is JobState.Blocked ? "g" : null) with { RetryCount = 3, CrashCount = 1, RunAt = Noon + Minute };
        var settled = await Store.SettleAsync(lease, back, Ct);

        Assert.Equal((to, twin), (settled!.State, settled.TakenIn));
        var (kept, ended) = (await FindAsync(id), await FindAsync(twin));
        Assert.Equal((to, "new", Noon, 0, 1), (kept.State, kept.Payload, kept.RunAt, kept.RetryCount, kept.CrashCount));
        Assert.Equal((JobState.Superseded, Settled.TakenInBy(id)), (ended.State, ended.Note));
        await Store.OpenAsync("g", byPerson: true, Ct);
        await AddAsync(Job("between", rank: 50));
        Assert.Equal(["new", "between"], (await ClaimAsync(5)).Select(one => one.Job.Payload));
    }

    [Fact]
    public async Task A_parked_job_that_takes_in_a_twin_is_parked_no_more()
    {
        var id = await AddAsync(Job("of a newer version", key: "k"));
        var lease = await TakeAsync();
        await AddAsync(Job("known", key: "k"));

        var settled = await Store.SettleAsync(lease, To(JobState.Blocked, blockedBy: JobRecord.Parked), Ct);

        Assert.Equal(JobState.Waiting, settled!.State);
        Assert.Equal((id, "known"), ((await TakeAsync()).Job.Id, (await FindAsync(id)).Payload));
    }

    [Fact]
    public async Task Heartbeats_tell_of_each_lease_in_order()
    {
        await Store.AddAsync([Job(), Job(), Job()], Ct);
        var leases = await ClaimAsync(3);
        await Store.CancelAsync(leases[1].Job.Id, Noon, Ct);
        await SettleAsync(leases[2], JobState.Succeeded);

        var heard = await Store.ExtendAsync([.. leases.Reverse()], Noon + Minute, Ct);

        Assert.Equal([LeaseStatus.Lost, LeaseStatus.CancelRequested, LeaseStatus.Held], heard);
    }

    [Fact]
    public async Task A_new_owner_adopts_what_the_old_one_ran_and_not_its_own()
    {
        await Store.AddAsync([Job("a"), Job("b", lane: "slow"), Job("c"), Job("d")], Ct);
        await ClaimAsync(1, owner: "them");
        await ClaimAsync(1, "slow", "them");
        await ClaimAsync(1, owner: "us");

        var adopted = await AdoptAsync("us");

        Assert.Equal(["a", "b"], adopted.Select(l => l.Job.Payload).Order());
        Assert.Empty(await AdoptAsync("us"));
        Assert.Equal(JobState.Waiting, (await SettleAsync(adopted[0], JobState.Waiting))!.State);
    }

    [Fact]
    public async Task What_an_earlier_start_in_the_same_place_ran_is_adopted_at_once_and_what_a_living_one_runs_is_not()
    {
        await Store.AddAsync([Job("a"), Job("b"), Job("c"), Job("d")], Ct);
        foreach (var owner in (string[])["here.1", "here.2", "here", "there.1"])
            await ClaimAsync(1, owner: owner);

        var adopted = await Store.AdoptAsync(new Claim("", int.MaxValue, "here.2", Noon, Noon + Minute, Noon), Ct);

        string[] expected = Store.LeasesExpire ? ["a"] : ["a", "c", "d"];
        Assert.Equal(expected, adopted.Select(l => l.Job.Payload).Order());
        Assert.Empty(await Store.AdoptAsync(new Claim("", int.MaxValue, "here.2", Noon, Noon + Minute, Noon), Ct));
    }
}
