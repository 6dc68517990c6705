using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>How runs end, and what becomes of their jobs.</summary>
[Trait("family", "jobs")]
public sealed class EngineEndingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task A_job_that_is_done_has_its_children_done_too(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.On(
            "parent",
            (context, _) =>
            {
                context.FollowUp(new Errand("child"), new Chore("other child"));
                return Task.FromResult(JobResult.Done);
            }
        );

        var parent = await rig.EnqueueAsync(new Chore("parent"));
        await rig.UntilAsync(async () => (await rig.ListAsync(JobState.Succeeded)).Count == 3);

        var tree = await rig.Reader.ListAsync(new JobQuery(RootId: parent), Ct);
        Assert.Equal([null, parent, parent], tree.OrderBy(j => j.Id).Select(j => j.ParentId));
        Assert.Equal(["parent", "child", "other child"], rig.Book.Runs.OrderByDescending(n => n == "parent").ThenBy(n => n));
    }

    [Theory, OnEveryStore]
    public async Task What_a_job_asks_for_is_done_also_when_it_had_nothing_to_do_itself(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.On(
            "look",
            (context, _) =>
            {
                context.FollowUp(new Errand("look again"));
                return Task.FromResult(JobResult.Skip("nothing to be seen"));
            }
        );

        var look = await rig.EnqueueAsync(new Chore("look"));

        await rig.ReachesAsync(look, JobState.Skipped);
        await rig.UntilAsync(() => rig.Book.Runs.Contains("look again"));
    }

    [Theory, OnEveryStore]
    public async Task Skipped_and_superseded_jobs_say_why(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.On("skip", () => JobResult.Skip("nothing to do"));
        rig.Book.On("supersede", () => JobResult.Supersede("newer work"));

        Assert.Equal("nothing to do", (await rig.ReachesAsync(await rig.EnqueueAsync(new Chore("skip")), JobState.Skipped)).Note);
        Assert.Equal("newer work", (await rig.ReachesAsync(await rig.EnqueueAsync(new Chore("supersede")), JobState.Superseded)).Note);
    }

    [Theory, OnEveryStore]
    public async Task A_snooze_costs_no_retry(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var snoozes = 5;
        rig.Book.On("sleepy", () => snoozes-- > 0 ? JobResult.Snooze(TimeSpan.FromHours(2), "not mounted") : JobResult.Done);

        var id = await rig.EnqueueAsync(new Chore("sleepy"));
        for (var i = 0; i < 5; i++)
        {
            var runs = i + 1;
            await rig.UntilAsync(() => rig.Book.Runs.Count == runs);
            Assert.Equal("not mounted", (await rig.ReachesAsync(id, JobState.Scheduled)).Note);
            rig.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(0, (await rig.ReachesAsync(id, JobState.Succeeded)).RetryCount);
    }

    [Theory, OnEveryStore]
    public async Task F02_The_pause_that_a_receiver_asks_for_is_kept_up_to_a_day(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails(
            "busy",
            new TransientException("429", TimeSpan.FromHours(3)),
            new TransientException("429", TimeSpan.FromDays(3650))
        );

        var id = await rig.EnqueueAsync(new Chore("busy"));
        Assert.Equal(FakeClock.Noon + TimeSpan.FromHours(3), (await rig.ReachesAsync(id, JobState.Failed)).RunAt);
        rig.Clock.Advance(TimeSpan.FromHours(3));
        await rig.UntilAsync(async () => (await rig.FindAsync(id)) is { State: JobState.Failed, RetryCount: 2 });
        Assert.Equal(FakeClock.Noon + TimeSpan.FromHours(27), (await rig.FindAsync(id)).RunAt);
        rig.Clock.Advance(TimeSpan.FromHours(24));

        await rig.ReachesAsync(id, JobState.Succeeded);
    }

    [Theory, OnEveryStore]
    public async Task A_job_that_keeps_failing_is_dead_after_its_retries_with_every_attempt_listed(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails("hopeless", Enumerable.Range(1, 9).Select(i => new IOException($"no {i}")));

        var id = await rig.EnqueueAsync(new Chore("hopeless"));
        for (var failures = 1; failures <= 3; failures++)
        {
            JobRecord? job = null;
            var least = failures;
            await rig.UntilAsync(async () =>
                (job = await rig.FindAsync(id)) is { State: JobState.Failed or JobState.Dead } && job.RetryCount >= least
            );
            // A minute may have been time for more than one retry; those went by unseen.
            if (job!.State is JobState.Failed)
                Assert.InRange(job.RunAt, FakeClock.Noon, rig.Clock.GetUtcNow() + TimeSpan.FromSeconds(5 << (job.RetryCount - 1)));
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var dead = await rig.ReachesAsync(id, JobState.Dead);
        Assert.Equal(("no 4", 4), (dead.Note, dead.RetryCount));
        var attempts = await rig.Reader.AttemptsAsync(id, Ct);
        Assert.Equal([(1, "no 1"), (2, "no 2"), (3, "no 3"), (4, "no 4")], attempts.Select(a => (a.Number, a.Error)));
    }

    [Theory, OnEveryStore]
    public async Task A_permanent_failure_is_the_end_at_once(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        rig.Book.Fails("wrong", new PermanentException("outside every mapping"));

        var dead = await rig.ReachesAsync(await rig.EnqueueAsync(new Chore("wrong")), JobState.Dead);

        Assert.Equal(("outside every mapping", 1), (dead.Note, dead.RetryCount));
    }

    [Theory, OnEveryStore]
    public async Task A_job_that_takes_too_long_is_stopped_and_tried_again(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var hold = rig.Book.Holds("slow");
        var id = await rig.EnqueueAsync(new Chore("slow"));
        await hold.Started;

        rig.Clock.Advance(Chore.Kind.Timeout);

        var job = await rig.ReachesAsync(id, JobState.Failed);
        Assert.Equal((1, "It ran longer than the 00:10:00 it may take."), (job.RetryCount, job.Note));
    }

    [Theory]
    [InlineData("""{"name":""")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("not json at all")]
    public async Task D05_A_payload_that_cannot_be_read_is_dead_at_once_and_kept(string payload)
    {
        await using var rig = await EngineRig.StartAsync("sqlite");
        var id = (await rig.Store.AddAsync([Raw(payload)], Ct))[0];
        var after = await rig.EnqueueAsync(new Chore("after"));

        var dead = await rig.ReachesAsync(id, JobState.Dead);

        Assert.Equal(payload, dead.Payload);
        Assert.StartsWith("The stored payload is not a chore:", dead.Note, StringComparison.Ordinal);
        await rig.ReachesAsync(after, JobState.Succeeded);
    }

    private static NewJob Raw(string payload) =>
        new("chore", "default", 5, payload, FakeClock.Noon, FakeClock.Noon) { Rank = 1, MaxRetries = 3 };
}
