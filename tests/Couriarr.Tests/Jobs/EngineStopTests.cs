using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>Runs that are told to stop: by a person, or because the program does.</summary>
[Trait("family", "jobs")]
public sealed class EngineStopTests
{
    private static readonly TimeSpan Grace = new JobsOptions().Grace;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task A_running_job_hears_at_the_next_heartbeat_that_it_is_cancelled(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var hold = rig.Book.Holds("long");
        var id = await rig.EnqueueAsync(new Chore("long"));
        await hold.Started;

        Assert.IsType<Reply.Done>(await rig.Desk.CancelAsync(id, Ct));

        Assert.Equal("Cancelled while it ran.", (await rig.ReachesAsync(id, JobState.Cancelled)).Note);
    }

    [Theory, OnEveryStore]
    public async Task A_waiting_job_is_cancelled_at_once_and_an_ended_one_refuses_with_a_sentence(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var id = await rig.EnqueueAsync(new Chore("later"), runAt: FakeClock.Noon.AddDays(1));

        Assert.Equal(JobState.Cancelled, Assert.IsType<Reply.Done>(await rig.Desk.CancelAsync(id, Ct)).Job.State);

        var refused = Assert.IsType<Reply.Refused>(await rig.Desk.CancelAsync(id, Ct));
        Assert.Equal($"Job {id} is cancelled, so it cannot be cancelled.", refused.Why);
        Assert.IsType<Reply.NotFound>(await rig.Desk.CancelAsync(new JobId(404), Ct));
    }

    [Theory, OnEveryStore]
    public async Task A_cancelled_job_that_fails_on_its_way_out_is_not_tried_again(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.On(
            "grumpy",
            async (_, ct) =>
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, ct));
                throw new IOException("broken pipe");
            }
        );
        var id = await rig.EnqueueAsync(new Chore("grumpy"));
        await rig.ReachesAsync(id, JobState.Running);

        await rig.Desk.CancelAsync(id, Ct);

        await rig.ReachesAsync(id, JobState.Cancelled);
    }

    [Theory, OnEveryStore]
    public async Task E15_A_handler_that_would_not_stop_is_replaced_and_its_late_result_refused(string store)
    {
        await using var rig = await EngineRig.StartAsync(store, OneSlot);
        var stubborn = rig.Book.Holds("stubborn", isStubborn: true);
        var id = await rig.EnqueueAsync(new Chore("stubborn"));
        var context = await stubborn.Started;
        await rig.Desk.CancelAsync(id, Ct);

        await rig.Clock.WhenSomebodyWaits(Grace).WaitAsync(EngineRig.Limit, Ct);
        rig.Clock.Advance(Grace);

        await rig.ReachesAsync(id, JobState.Cancelled);
        await rig.ReachesAsync(await rig.EnqueueAsync(new Chore("next")), JobState.Succeeded);
        await rig.UntilAsync(() => rig.Lane() is { Stuck: 1, Running: 0 });
        await Assert.ThrowsAsync<LeaseLostException>(() => context.EnsureHeldAsync(Ct));
        stubborn.LetGo();
        await rig.UntilAsync(() => rig.Lane().Stuck == 0);
        Assert.Equal(JobState.Cancelled, (await rig.FindAsync(id)).State);
    }

    [Fact]
    public async Task E15_A_lane_replaces_no_more_stuck_handlers_than_it_has_slots()
    {
        await using var rig = await EngineRig.StartAsync("memory", OneSlot);
        for (var i = 1; i <= 2; i++)
        {
            var stuck = i;
            var stubborn = rig.Book.Holds($"stubborn {i}", isStubborn: true);
            var id = await rig.EnqueueAsync(new Chore($"stubborn {i}"));
            await stubborn.Started;
            await rig.Desk.CancelAsync(id, Ct);
            await rig.Clock.WhenSomebodyWaits(Grace).WaitAsync(EngineRig.Limit, Ct);
            rig.Clock.Advance(Grace);
            await rig.UntilAsync(() => rig.Lane().Stuck == stuck);
        }

        var next = await rig.EnqueueAsync(new Chore("next"));
        await rig.ReachesAsync(await rig.EnqueueAsync(new Errand("elsewhere")), JobState.Succeeded);
        Assert.Equal(JobState.Waiting, (await rig.FindAsync(next)).State);
        rig.Book.LetAllGo();

        await rig.ReachesAsync(next, JobState.Succeeded);
    }

    [Theory, OnEveryStore]
    public async Task A10_A_stop_gives_everything_back_and_counts_nothing(string store)
    {
        await using var open = await Storage.OpenStore.OfAsync(store);
        await using var rig = await EngineRig.StartAsync(open);
        var kind = rig.Book.Holds("kind");
        var rude = rig.Book.Holds("rude", isStubborn: true);
        rig.Book.On(
            "loud",
            (_, ct) => Task.Delay(Timeout.Infinite, ct).ContinueWith<JobResult>(_ => throw new IOException("killed"), TaskScheduler.Default)
        );
        JobId[] ids =
        [
            await rig.EnqueueAsync(new Chore("kind")),
            await rig.EnqueueAsync(new Chore("rude")),
            await rig.EnqueueAsync(new Errand("loud")),
        ];
        await Task.WhenAll(kind.Started, rude.Started, rig.ReachesAsync(ids[2], JobState.Running));

        var stop = rig.StopAsync();
        await rig.Clock.WhenSomebodyWaits(Grace).WaitAsync(EngineRig.Limit, Ct);
        rig.Clock.Advance(Grace);
        await stop;

        foreach (var id in ids)
        {
            var job = await rig.FindAsync(id);
            Assert.Equal((JobState.Waiting, 0, 0, "Interrupted by shutdown."), (job.State, job.RetryCount, job.CrashCount, job.Note));
        }
    }

    [Theory, OnEveryStore]
    public async Task What_a_stop_interrupted_runs_at_the_next_start(string store)
    {
        await using var open = await Storage.OpenStore.OfAsync(store);
        await using var first = await EngineRig.StartAsync(open);
        var hold = first.Book.Holds("chore");
        var id = await first.EnqueueAsync(new Chore("chore"));
        await hold.Started;
        await first.StopAsync();

        await using var second = await EngineRig.StartAsync(open);

        var job = await second.ReachesAsync(id, JobState.Succeeded);
        Assert.Equal((0, 0), (job.RetryCount, job.CrashCount));
        Assert.Equal("interrupted", Assert.Single(await second.Reader.AttemptsAsync(id, Ct)).Outcome);
    }

    private static void OneSlot(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
        Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<JobsOptions>(
            services,
            o => o.Lanes["default"] = 1
        );
}
