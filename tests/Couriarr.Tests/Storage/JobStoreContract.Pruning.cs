using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

public abstract partial class JobStoreContract
{
    [Fact]
    public async Task Forgets_a_bounded_number_and_the_rest_the_next_time()
    {
        for (var i = 0; i < 5; i++)
            await EndedAsync(JobState.Succeeded);

        Assert.Equal(3, await PruneAsync(Noon + Minute, Noon + Minute, limit: 3));
        Assert.Equal(2, await PruneAsync(Noon + Minute, Noon + Minute, limit: 3));
        Assert.Equal(0, await PruneAsync(Noon + Minute, Noon + Minute, limit: 3));
    }

    [Fact]
    public async Task Forgets_only_what_ended_before()
    {
        var old = await EndedAsync(JobState.Skipped, at: Noon - Minute);
        var young = await EndedAsync(JobState.Succeeded, at: Noon);
        var live = await AddAsync();

        Assert.Equal(1, await PruneAsync(Noon, Noon));

        Assert.Null(await Reader.FindAsync(old, Ct));
        Assert.NotNull(await Reader.FindAsync(young, Ct));
        Assert.NotNull(await Reader.FindAsync(live, Ct));
    }

    [Theory]
    [InlineData(10, 0, JobState.Dead)]
    [InlineData(0, 10, JobState.Cancelled)]
    public async Task The_dead_have_their_own_time(int wellMinutes, int failedMinutes, JobState kept)
    {
        await EndedAsync(JobState.Dead, at: Noon + Minute);
        await EndedAsync(JobState.Cancelled, at: Noon + Minute);

        Assert.Equal(1, await PruneAsync(Noon + wellMinutes * Minute, Noon + failedMinutes * Minute));

        Assert.Equal(kept, Assert.Single(await Reader.ListAsync(new JobQuery(), Ct)).State);
    }

    [Fact]
    public async Task Attempts_go_with_their_job()
    {
        await AddAsync();
        var lease = await TakeAsync();
        await Store.SettleAsync(lease, To(JobState.Dead) with { Attempt = new JobAttempt(1, Noon, Noon, "failed", null) }, Ct);
        Assert.Single(await Reader.AttemptsAsync(lease.Job.Id, Ct));

        await PruneAsync(Noon + Minute, Noon + Minute);

        Assert.Empty(await Reader.AttemptsAsync(lease.Job.Id, Ct));
    }

    [Fact]
    public async Task Never_forgets_the_last_job_of_a_schedule()
    {
        JobId?[] jobs = [await FiredAndDoneAsync(Noon), await FiredAndDoneAsync(Noon + Minute)];

        await Store.FireAsync("s", "another line", Noon + TimeSpan.FromMinutes(2), job: null, Ct);

        Assert.Equal(1, await PruneAsync(Noon + TimeSpan.FromDays(99), Noon + TimeSpan.FromDays(99)));

        Assert.Equal(jobs[1], Assert.Single(await Reader.ListAsync(new JobQuery(), Ct)).Id);
        Assert.Equal(Noon + Minute, Assert.Single(await Reader.FiredAsync(Ct)).At);
    }

    private async Task<JobId?> FiredAndDoneAsync(DateTimeOffset at)
    {
        var tick = await Store.FireAsync("s", "line", at, Job(), Ct);
        await SettleAsync(await TakeAsync(), JobState.Succeeded);
        return tick!.JobId;
    }

    private Task<int> PruneAsync(DateTimeOffset well, DateTimeOffset failed, int limit = 100) =>
        Store.PruneAsync(new Pruning(well, failed, limit), Ct);
}
