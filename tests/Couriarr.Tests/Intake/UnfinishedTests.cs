using System.Collections.Concurrent;
using Couriarr.Features.Intake;
using Couriarr.Features.Intake.Missed;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Tests.Jobs;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Couriarr.Tests.Intake;

/// <summary>What the database does about a queue that may forget.</summary>
[Trait("family", "stores")]
public sealed class UnfinishedTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E09_Entries_that_have_ended_are_closed_and_those_that_are_forgotten_are_queued_again()
    {
        await using var scratch = new ScratchDatabase { Lines = [StorageModule.JobTables, IntakeModule.Tables] };
        await scratch.OpenAsync();
        var memory = new Memory();
        var (inbox, open, bell) = (new InboxTable(scratch.Database, memory), new OpenTable(scratch.Database), new Bell());
        await FillAsync(scratch, entries: 3);
        await inbox.DispatchedAsync([(1, 101), (2, 102)], Ct);
        // Seen to before it was written down that the queue has it.
        Assert.True(await inbox.HandledAsync(3, 103, "told", DateTimeOffset.UnixEpoch, instead: null, Ct));
        Assert.Equal([1, 2, 3], (await open.ListAsync(0, Ct)).Select(entry => entry.Inbox));
        (memory.States[101], memory.States[102], memory.States[103]) = (TreeState.Alive, TreeState.Ended, TreeState.Unknown);
        var (clock, store) = (new FakeClock(), new InMemoryJobStore());
        using var unfinished = Watch(open, memory, store, QueueOn(store, clock), bell, clock);

        await unfinished.StartAsync(Ct);

        await bell.WaitAsync(Ct).WaitAsync(Limit, Ct);
        Assert.Equal([1], (await open.ListAsync(0, Ct)).Select(entry => entry.Inbox));
        Assert.Equal([3], (await inbox.UndispatchedAsync(9, Ct)).Select(job => job.Inbox));
        Assert.Null((await inbox.FindAsync(3, Ct))!.HandledAt);
        Assert.True(await inbox.HandledAsync(3, 104, "told again", DateTimeOffset.UnixEpoch, instead: null, Ct));
        await unfinished.StopAsync(Ct);
    }

    [Fact]
    public async Task E09_An_entry_whose_job_was_taken_in_by_another_is_not_closed_with_it()
    {
        await using var scratch = new ScratchDatabase { Lines = [StorageModule.JobTables, IntakeModule.Tables] };
        await scratch.OpenAsync();
        var (memory, clock, store, bell) = (new Memory(), new FakeClock(), new InMemoryJobStore(), new Bell());
        var inbox = new InboxTable(scratch.Database, memory);
        await FillAsync(scratch, entries: 1);
        var twin = await TakenInAsync(store);
        await inbox.DispatchedAsync([(1, twin.Value)], Ct);
        memory.States[twin.Value] = TreeState.Ended;
        using var unfinished = Watch(new OpenTable(scratch.Database), memory, store, QueueOn(store, clock), bell, clock);

        await unfinished.StartAsync(Ct);

        await bell.WaitAsync(Ct).WaitAsync(Limit, Ct);
        Assert.Equal([1], (await inbox.UndispatchedAsync(9, Ct)).Select(job => job.Inbox));
        await unfinished.StopAsync(Ct);
    }

    private static async Task<JobId> TakenInAsync(InMemoryJobStore store)
    {
        var now = FakeClock.Noon;
        var job = new NewJob("webhook-received", "webhook", 0, "{}", now, now)
        {
            Rank = 0,
            MaxRetries = 3,
            UniqueKey = "inbox:1",
        };
        await store.AddAsync([job], Ct);
        var lease = Assert.Single(await store.ClaimAsync(new Couriarr.Jobs.Store.Claim("webhook", 1, "us", now, now, now), Ct));
        await store.AddAsync([job], Ct);
        var back = new Settlement(JobState.Waiting, now) { RetryCount = 0, CrashCount = 0 };
        return (await store.SettleAsync(lease, back, Ct))!.TakenIn!.Value;
    }

    [Fact]
    public async Task E09_After_a_doubt_the_apps_are_asked_what_was_missed()
    {
        await using var scratch = new ScratchDatabase { Lines = [StorageModule.JobTables, IntakeModule.Tables] };
        await scratch.OpenAsync();
        var (memory, clock, store) = (new Memory(), new FakeClock(), new InMemoryJobStore());
        var faulty = new FaultyStore(store);
        using var unfinished = Watch(new OpenTable(scratch.Database), memory, store, QueueOn(faulty, clock), new Bell(), clock);
        await FillAsync(scratch, entries: 1);
        await new InboxTable(scratch.Database, memory).DispatchedAsync([(1, 101)], Ct);
        memory.States[101] = TreeState.Alive;
        await unfinished.StartAsync(Ct);
        await memory.Asked.Task.WaitAsync(Limit, Ct);

        var changed = faulty.Changed;
        memory.Doubts++;
        clock.Advance(TimeSpan.FromSeconds(5));

        await changed.WaitAsync(Limit, Ct);
        Assert.Equal(CatchUpAll.Kind.Name, Assert.Single(await store.ListAsync(new JobQuery(), Ct)).Kind);
        await unfinished.StopAsync(Ct);
    }

    [Fact]
    public async Task A_queue_in_the_database_has_no_open_entries_to_keep()
    {
        await using var scratch = new ScratchDatabase { Lines = [StorageModule.JobTables, IntakeModule.Tables] };
        await scratch.OpenAsync();
        await FillAsync(scratch, entries: 1);

        await new InboxTable(scratch.Database, new LastingMemory()).DispatchedAsync([(1, 101)], Ct);

        Assert.Empty(await new OpenTable(scratch.Database).ListAsync(0, Ct));
    }

    private static Task<int> FillAsync(ScratchDatabase scratch, int entries) =>
        scratch.Database.WriteAsync(
            async session =>
            {
                for (var i = 0; i < entries; i++)
                    await InboxTable.AddAsync(session, new NewEntry("radarr", "radarr", "Download", InboxEntry.Accepted, "{}"), now: i);
                return entries;
            },
            Couriarr.Storage.Sql.WriteKind.Growth,
            Ct
        );

    private static Unfinished Watch(OpenTable open, Memory memory, IJobReader jobs, JobQueue queue, Bell bell, FakeClock clock) =>
        new(open, memory, jobs, queue, bell, new Loops(clock, NullLogger<Loops>.Instance), clock);

    private static JobQueue QueueOn(IJobStore store, TimeProvider clock) =>
        new(
            store,
            new JobCatalog([new JobCatalog.Entry<CatchUpAll>()], Options.Create(new JobsOptions())),
            new WorkSignal(),
            new LiveFeed(),
            clock
        );

    /// <summary>A queue that knows what it is told to know.</summary>
    private sealed class Memory : IQueueMemory
    {
        public ConcurrentDictionary<long, TreeState> States { get; } = [];
        public bool MayForget => true;
        public int Doubts { get; set; }
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<TreeState>> TreesAsync(IReadOnlyList<JobId> roots, CancellationToken ct)
        {
            Asked.TrySetResult();
            return Task.FromResult<IReadOnlyList<TreeState>>([.. roots.Select(root => States[root.Value])]);
        }
    }
}
