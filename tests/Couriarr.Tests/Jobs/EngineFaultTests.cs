using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>A store that fails, or worse: that did what it was asked and could not say so.</summary>
[Trait("family", "jobs")]
public sealed class EngineFaultTests
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task E04_An_end_that_was_stored_although_nobody_heard_so_is_stored_once(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Store.Plan(nameof(IJobStore.SettleAsync), Fault.AnswerLost);
        rig.Book.On("parent", WithChild);

        var id = await rig.EnqueueAsync(new Chore("parent"));
        await rig.Clock.WhenSomebodyWaits(FirstPause).WaitAsync(EngineRig.Limit, Ct);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        await rig.UntilAsync(async () => (await rig.ListAsync(JobState.Succeeded)).Count == 2);
        await rig.UntilAsync(() => rig.Lane().Running == 0);
        Assert.Equal(["child", "parent"], rig.Book.Runs.Order());
        Assert.Equal(2, (await rig.Reader.ListAsync(new JobQuery(RootId: id), Ct)).Count);
    }

    [Theory, OnEveryStore]
    public async Task E04_An_end_that_was_refused_is_stored_as_soon_as_it_can_be(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Store.Plan(nameof(IJobStore.SettleAsync), Fault.Refused, Fault.Refused);
        rig.Book.On("parent", WithChild);

        await rig.EnqueueAsync(new Chore("parent"));
        await rig.Clock.WhenSomebodyWaits(FirstPause).WaitAsync(EngineRig.Limit, Ct);
        rig.Clock.Advance(FirstPause);
        await rig.Clock.WhenSomebodyWaits(2 * FirstPause).WaitAsync(EngineRig.Limit, Ct);
        rig.Clock.Advance(2 * FirstPause);

        await rig.UntilAsync(async () => (await rig.ListAsync(JobState.Succeeded)).Count == 2);
        Assert.Equal(["child", "parent"], rig.Book.Runs.Order());
    }

    [Theory, OnEveryStore]
    public async Task E04_A_claim_whose_answer_was_lost_loses_no_job_and_counts_no_crash(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Store.Plan(nameof(IJobStore.ClaimAsync), Fault.AnswerLost);

        var id = await rig.EnqueueAsync(new Chore("lost"));
        await rig.UntilAsync(() => rig.Store.IsDone(nameof(IJobStore.ClaimAsync)));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        var job = await rig.ReachesAsync(id, JobState.Succeeded);
        Assert.Equal((0, 0), (job.RetryCount, job.CrashCount));
        Assert.Equal(["lost"], rig.Book.Runs);
    }

    [Theory, OnEveryStore]
    public async Task E04_What_runs_is_not_mistaken_for_a_lost_claim(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var hold = rig.Book.Holds("long");
        var id = await rig.EnqueueAsync(new Chore("long"));
        await hold.Started;
        rig.Store.Plan(nameof(IJobStore.ClaimAsync), Fault.AnswerLost);
        var lost = await rig.EnqueueAsync(new Chore("lost"));
        await rig.UntilAsync(() => rig.Store.IsDone(nameof(IJobStore.ClaimAsync)));

        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.ReachesAsync(lost, JobState.Succeeded);
        hold.LetGo();

        await rig.ReachesAsync(id, JobState.Succeeded);
        Assert.Equal(["long", "lost"], rig.Book.Runs);
    }

    [Theory, OnEveryStore]
    public async Task D01_Work_that_was_taken_although_the_sender_heard_otherwise_is_there_once_after_its_repeat(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var tomorrow = FakeClock.Noon.AddDays(1);
        rig.Store.Plan(nameof(IJobStore.AddAsync), Fault.AnswerLost);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => rig.EnqueueAsync(new Chore("event", Key: "k"), runAt: tomorrow));

        var id = await rig.EnqueueAsync(new Chore("event", Key: "k"), runAt: tomorrow);

        Assert.Equal(id, Assert.Single(await rig.Reader.ListAsync(new JobQuery(), Ct)).Id);
    }

    [Theory, OnEveryStore]
    public async Task A_store_that_takes_no_claims_for_a_while_is_asked_again(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Store.Plan(nameof(IJobStore.ClaimAsync), Enumerable.Repeat(Fault.Refused, 6));
        var id = await rig.EnqueueAsync(new Chore("patient"));
        while (!rig.Store.IsDone(nameof(IJobStore.ClaimAsync)))
        {
            var calls = rig.Store.Calls(nameof(IJobStore.ClaimAsync));
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            await rig.UntilAsync(() => rig.Store.Calls(nameof(IJobStore.ClaimAsync)) > calls);
        }
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        await rig.ReachesAsync(id, JobState.Succeeded);
        Assert.Empty(rig.Loops.Fallen);
    }

    [Theory, OnEveryStore]
    public async Task E04_An_end_that_can_never_be_stored_is_given_up_with_the_reason_and_holds_up_nobody(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Store.Plan(nameof(IJobStore.SettleAsync), Enumerable.Repeat(Fault.Impossible, 10));
        rig.Book.On("parent", WithChild);
        var id = await rig.EnqueueAsync(new Chore("parent"));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(EngineRig.Limit);
        while ((await rig.FindAsync(id)).State is not JobState.Dead)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }

        Assert.Contains("breaks a rule of the store", (await rig.FindAsync(id)).Note, StringComparison.Ordinal);
        Assert.Equal(["parent"], rig.Book.Runs);
        var next = await rig.EnqueueAsync(new Chore("next"));
        await rig.ReachesAsync(next, JobState.Succeeded);
    }

    private static Task<JobResult> WithChild(JobContext context, CancellationToken ct)
    {
        context.FollowUp(new Errand("child"));
        return Task.FromResult(JobResult.Done);
    }
}
