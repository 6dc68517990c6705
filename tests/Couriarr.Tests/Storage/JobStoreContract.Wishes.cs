using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

public abstract partial class JobStoreContract
{
    [Fact]
    public async Task Cancels_at_once_what_waits_is_scheduled_or_blocked()
    {
        await CloseAsync();
        var blocked = await AddAsync(Job(gate: "g"));
        Assert.Empty(await ClaimAsync());
        JobId[] ids = [blocked, await AddAsync(), await AddAsync(Job(delay: Minute))];

        foreach (var id in ids)
            Assert.True(await Store.CancelAsync(id, Noon, Ct));

        foreach (var id in ids)
            Assert.Equal(
                (JobState.Cancelled, Noon, null),
                await FindAsync(id) is var job ? (job.State, job.CompletedAt, job.BlockedBy) : default
            );
        Assert.Empty(await ClaimAsync(5, now: Noon + Minute));
    }

    [Fact]
    public async Task A_running_job_hears_of_its_cancellation_and_ended_ones_refuse()
    {
        var id = await AddAsync();
        var lease = await TakeAsync();
        Assert.True(await Store.CancelAsync(id, Noon, Ct));
        Assert.Equal([LeaseStatus.CancelRequested], await Store.ExtendAsync([lease], Noon, Ct));

        await SettleAsync(lease, JobState.Cancelled);

        Assert.False(await Store.CancelAsync(id, Noon, Ct));
        Assert.False(await Store.CancelAsync(new JobId(999), Noon, Ct));
    }

    [Theory]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Waiting)]
    public async Task A_cancelled_job_that_would_go_back_ends_instead(JobState to)
    {
        await AddAsync();
        var lease = await TakeAsync();
        await Store.CancelAsync(lease.Job.Id, Noon, Ct);
        Assert.Equal(JobState.Cancelled, (await SettleAsync(lease, to))!.State);
        Assert.Equal(JobState.Cancelled, await StateAsync(lease.Job.Id));
    }

    [Fact]
    public async Task A_wish_to_cancel_survives_the_death_of_the_worker()
    {
        var id = await AddAsync();
        await TakeAsync();
        await Store.CancelAsync(id, Noon, Ct);
        var adopted = Assert.Single(await AdoptAsync("them"));
        Assert.Equal(JobState.Cancelled, (await SettleAsync(adopted, JobState.Waiting))!.State);
    }

    [Theory]
    [InlineData(JobState.Dead)]
    [InlineData(JobState.Succeeded)]
    [InlineData(JobState.Cancelled)]
    public async Task An_ended_job_comes_back_with_all_its_retries(JobState ended)
    {
        var id = await EndedAsync(ended);

        Assert.Equal([id], await ReviveAsync(id));

        var job = await FindAsync(id);
        Assert.Equal(
            (JobState.Scheduled, 0, 0, null, Noon + Minute),
            (job.State, job.RetryCount, job.CrashCount, job.CompletedAt, job.RunAt)
        );
        Assert.Equal(id, (await TakeAsync(Noon + Minute)).Job.Id);
        Assert.Single(await Reader.ListAsync(new JobQuery(), Ct));
    }

    [Theory]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Scheduled)]
    public async Task What_waits_for_its_time_comes_sooner_and_keeps_its_count(JobState state)
    {
        var id = await AddAsync();
        await Store.SettleAsync(await TakeAsync(), To(state, TimeSpan.FromDays(1)) with { RetryCount = 2 }, Ct);

        Assert.Equal([id], await ReviveAsync(id));

        var job = await FindAsync(id);
        Assert.Equal((JobState.Scheduled, 2, Noon + Minute), (job.State, job.RetryCount, job.RunAt));
    }

    [Fact]
    public async Task Remembers_the_good_end_of_a_job_that_is_retried_nevertheless()
    {
        var id = await EndedAsync(JobState.Succeeded, at: Noon + Minute);

        await ReviveAsync(id);

        Assert.Equal([new JobAttempt(5, Noon, Noon + Minute, "succeeded", null)], await Reader.AttemptsAsync(id, Ct));
    }

    [Fact]
    public async Task Revives_nothing_that_waits_runs_or_never_was()
    {
        var running = await AddAsync();
        await TakeAsync();
        var waiting = await AddAsync();
        Assert.Empty(await ReviveAsync(running, waiting, new JobId(999)));
    }

    [Fact]
    public async Task Revives_nothing_whose_twin_waits()
    {
        var dead = await EndedAsync(JobState.Dead, Job(key: "k"));
        var other = await EndedAsync(JobState.Dead);
        await AddAsync(Job(key: "k"));

        Assert.Equal([other], await ReviveAsync(dead, other));
        Assert.Equal(JobState.Dead, await StateAsync(dead));
    }

    [Fact]
    public async Task Of_two_dead_twins_one_comes_back()
    {
        var first = await EndedAsync(JobState.Dead, Job(key: "k"));
        var second = await EndedAsync(JobState.Dead, Job(key: "k"));
        Assert.Equal([first], await ReviveAsync(first, second));
    }

    [Fact]
    public async Task Revives_nothing_whose_twin_runs_for_that_would_take_it_in()
    {
        var dead = await EndedAsync(JobState.Dead, Job(key: "k"));
        await AddAsync(Job(key: "k"));
        var twin = await TakeAsync();
        Assert.Empty(await ReviveAsync(dead));

        await SettleAsync(twin, JobState.Succeeded);
        Assert.Equal([dead], await ReviveAsync(dead));
    }

    [Fact]
    public async Task A_rushed_job_is_next_whatever_it_was()
    {
        await Store.AddAsync([Job("urgent", rank: 1)], Ct);
        var later = await AddAsync(Job("rushed", rank: 900, delay: TimeSpan.FromDays(1)));

        Assert.True(await Store.RushAsync(later, rank: 0, Noon, Ct));

        Assert.Equal("rushed", (await TakeAsync()).Job.Payload);
        Assert.False(await Store.RushAsync(later, rank: 0, Noon, Ct));
        Assert.False(await Store.RushAsync(new JobId(999), rank: 0, Noon, Ct));
    }

    [Fact]
    public async Task E10_Straightens_what_a_wrong_clock_put_too_far_ahead()
    {
        var year = TimeSpan.FromDays(365);
        var failed = await AddAsync(Job("failed"));
        await SettleAsync(await TakeAsync(), JobState.Failed, year);
        var soon = await AddAsync(Job("soon"));
        await SettleAsync(await TakeAsync(), JobState.Failed, Minute);
        var scheduled = await AddAsync(Job("wanted", delay: year));
        var ahead = Job("ahead", rank: 100 + (long)year.TotalMilliseconds) with { RunAt = Noon + year, CreatedAt = Noon + year };
        await Store.AddAsync([ahead, Job("behind", rank: 101)], Ct);
        await Store.CloseAsync(new Gate("g", "down", Noon + year, Noon + year), Ct);

        Assert.Equal(3, await Store.StraightenAsync(Noon, Noon + TimeSpan.FromDays(1), Ct));

        Assert.Equal(Noon + TimeSpan.FromDays(1), (await FindAsync(failed)).RunAt);
        Assert.Equal(Noon + Minute, (await FindAsync(soon)).RunAt);
        Assert.Equal(Noon + year, (await FindAsync(scheduled)).RunAt);
        Assert.Equal(Noon, Assert.Single(await Reader.GatesAsync(Ct)).ProbeAt);
        Assert.Equal(["ahead", "behind"], (await ClaimAsync(5)).Select(l => l.Job.Payload));
    }

    private Task<IReadOnlyList<JobId>> ReviveAsync(params JobId[] ids) =>
        Store.ReviveAsync([.. ids.Select(id => new Revival(id, Noon + Minute, 5))], Ct);
}
