using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>Runs alone: it takes every thread of the pool away.</summary>
[CollectionDefinition(nameof(EngineHeartTests), DisableParallelization = true)]
[Collection(nameof(EngineHeartTests))]
[Trait("family", "jobs")]
public sealed class EngineHeartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task The_heart_beats_on_when_no_thread_of_the_pool_is_left(string store)
    {
        await using var rig = await EngineRig.StartAsync(store);
        var hold = rig.Book.Holds("long");
        var id = await rig.EnqueueAsync(new Chore("long"));
        await hold.Started;

        var beats = BeatsWithoutAPool(rig);

        Assert.True(beats >= 3, $"It beat {beats} times.");
        hold.LetGo();
        await rig.ReachesAsync(id, JobState.Succeeded);
    }

    [Fact]
    public async Task A_beat_that_meets_runs_just_ended_tells_the_others_all_the_same()
    {
        await using var rig = await EngineRig.StartAsync("memory");
        var hold = rig.Book.Holds("long");
        var id = await rig.EnqueueAsync(new Chore("long"));
        await hold.Started;
        for (var i = 0; i < 3; i++)
            rig.Heart.Begin(new Lease(await rig.FindAsync(id) with { Id = new JobId(-i - 1) }, 0), rig.Clock.GetTimestamp()).Dispose();

        await rig.Desk.CancelAsync(id, Ct);
        rig.Heart.Beat();

        await rig.ReachesAsync(id, JobState.Cancelled);
    }

    // On a thread of its own: the test's continuations live in the pool.
    private static long BeatsWithoutAPool(EngineRig rig)
    {
        var freed = new ManualResetEventSlim();
        var blocked = new SemaphoreSlim(0);
        for (var i = 0; i < ThreadPool.ThreadCount + 100; i++)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Block(blocked, freed), null);
        long beats = 0;
        var watcher = new Thread(() => beats = CountBeats(rig, blocked));
        watcher.Start();
        watcher.Join();
        freed.Set();
        return beats;
    }

    private static void Block(SemaphoreSlim blocked, ManualResetEventSlim freed)
    {
        blocked.Release();
        freed.Wait(Limit);
    }

    private static long CountBeats(EngineRig rig, SemaphoreSlim blocked)
    {
        for (var i = 0; i < Environment.ProcessorCount; i++)
            blocked.Wait(Limit);
        var before = rig.Heart.Beats;
        for (var nudge = 1; nudge <= 3; nudge++)
        {
            var seen = rig.Heart.Beats;
            rig.Heart.Nudge();
            SpinWait.SpinUntil(() => rig.Heart.Beats > seen, Limit);
        }
        return rig.Heart.Beats - before;
    }
}
