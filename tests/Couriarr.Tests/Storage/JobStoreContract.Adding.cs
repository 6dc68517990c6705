using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

public abstract partial class JobStoreContract
{
    [Fact]
    public async Task Gives_back_what_was_added()
    {
        var parent = await AddAsync();
        var added = Job("""{"path":"/média/ü"}""", key: "k", gate: "g", lane: "slow", rank: 7, delay: Minute) with
        {
            ParentId = parent,
            RootId = parent,
            PayloadVersion = 3,
        };

        var job = await FindAsync(await AddAsync(added));

        Assert.Equal(
            ("chore", "slow", 5, added.Payload, JobState.Scheduled, Noon + Minute, Noon),
            (job.Kind, job.Lane, job.Priority, job.Payload, job.State, job.RunAt, job.CreatedAt)
        );
        Assert.Equal(
            ("k", "g", parent, parent, 3, 3),
            (job.UniqueKey, job.Gate, job.ParentId, job.RootId, job.PayloadVersion, job.MaxRetries)
        );
    }

    [Fact]
    public async Task A_job_without_a_root_is_its_own()
    {
        var id = await AddAsync();
        Assert.Equal(id, (await FindAsync(id)).RootId);
    }

    [Fact]
    public async Task Ids_grow()
    {
        var ids = await Store.AddAsync([Job(), Job(), Job()], Ct);
        Assert.Equal(ids.Order().Distinct(), ids);
    }

    [Fact]
    public async Task A_twin_merges_into_the_one_that_waits()
    {
        var first = await AddAsync(Job("old", key: "k", rank: 50, delay: 2 * Minute));
        var second = await AddAsync(Job("new", key: "k", rank: 90, delay: Minute) with { Priority = 3 });
        var third = await AddAsync(Job("newest", key: "k", rank: 30, delay: 3 * Minute) with { Priority = 8 });

        var job = await FindAsync(first);
        Assert.Equal([first, first], [second, third]);
        Assert.Equal(("newest", 3, Noon + Minute), (job.Payload, job.Priority, job.RunAt));
    }

    [Fact]
    public async Task A_merged_job_takes_the_most_urgent_place()
    {
        await AddAsync(Job("twin", key: "k", rank: 90));
        await AddAsync(Job("other", rank: 50));
        await AddAsync(Job("twin", key: "k", rank: 10));
        await AddAsync(Job("twin", key: "k", rank: 95));

        Assert.Equal(["twin", "other"], (await ClaimAsync(5)).Select(l => l.Job.Payload));
    }

    [Fact]
    public async Task Q04_A_running_job_swallows_nothing_and_gets_one_follow_up_at_most()
    {
        var first = await AddAsync(Job("a", key: "k"));
        await TakeAsync();

        var second = await AddAsync(Job("b", key: "k"));
        var third = await AddAsync(Job("c", key: "k"));

        Assert.NotEqual(first, second);
        Assert.Equal(second, third);
        Assert.Equal(("a", "c"), ((await FindAsync(first)).Payload, (await FindAsync(second)).Payload));
    }

    [Theory]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Scheduled)]
    public async Task A_job_on_its_way_back_merges_too_and_comes_sooner(JobState state)
    {
        var id = await AddAsync(Job("old", key: "k"));
        await SettleAsync(await TakeAsync(), state, delay: TimeSpan.FromHours(1));

        Assert.Equal(id, await AddAsync(Job("new", key: "k")));
        Assert.Equal("new", (await TakeAsync()).Job.Payload);
    }

    [Theory]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Waiting)]
    public async Task New_work_inherits_no_failures_from_the_twin_it_merges_into(JobState state)
    {
        var id = await AddAsync(Job("old", key: "k", gate: "old gate"));
        await Store.SettleAsync(await TakeAsync(), To(state, delay: Minute) with { RetryCount = 3 }, Ct);

        await AddAsync(Job("new", key: "k", gate: "new gate") with { MaxRetries = 7 });

        var job = await FindAsync(id);
        Assert.Equal(("new", 0, 7, "new gate"), (job.Payload, job.RetryCount, job.MaxRetries, job.Gate));
    }

    [Fact]
    public async Task A_blocked_job_waits_again_when_newer_work_needs_another_gate()
    {
        await Store.CloseAsync(new Gate("g", "down", Noon, null), Ct);
        var id = await AddAsync(Job("old", key: "k", gate: "g"));
        Assert.Empty(await ClaimAsync());

        await AddAsync(Job("new", key: "k", gate: "another"));

        Assert.Equal((id, "new"), (await TakeAsync()) is var lease ? (lease.Job.Id, lease.Job.Payload) : default);
    }

    [Fact]
    public async Task A_blocked_job_merges_too_and_stays_blocked()
    {
        await Store.CloseAsync(new Gate("g", "down", Noon, null), Ct);
        var id = await AddAsync(Job("old", key: "k", gate: "g"));
        Assert.Empty(await ClaimAsync());

        Assert.Equal(id, await AddAsync(Job("new", key: "k", gate: "g")));

        var job = await FindAsync(id);
        Assert.Equal((JobState.Blocked, "new"), (job.State, job.Payload));
    }

    [Fact]
    public async Task A_parked_job_waits_again_when_newer_work_merges_into_it()
    {
        var id = await AddAsync(Job("unreadable", key: "k"));
        await Store.SettleAsync(await TakeAsync(), To(JobState.Blocked, blockedBy: JobRecord.Parked), Ct);

        await AddAsync(Job("readable", key: "k"));

        Assert.Equal((id, "readable"), ((await TakeAsync()) is var l ? (l.Job.Id, l.Job.Payload) : default));
    }

    [Fact]
    public async Task Ended_jobs_merge_with_nothing()
    {
        var first = await EndedAsync(JobState.Succeeded, Job(key: "k"));
        Assert.NotEqual(first, await AddAsync(Job(key: "k")));
    }
}
