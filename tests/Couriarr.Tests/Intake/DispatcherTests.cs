using Couriarr.Features.Intake;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Jobs;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Couriarr.Tests.Intake;

[Trait("family", "carry")]
public sealed class DispatcherTests
{
    private const int Backlog = 1100;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pour_that_begins_while_a_backlog_is_brought_has_the_rest_of_it_wait()
    {
        await using var scratch = new ScratchDatabase { Lines = [StorageModule.JobTables, IntakeModule.Tables] };
        await scratch.OpenAsync();
        await scratch.Database.WriteAsync(FillAsync, WriteKind.Growth, Ct);
        var (inbox, bell, clock) = (new InboxTable(scratch.Database, new LastingMemory()), new Bell(), new FakeClock());
        var loops = new Loops(clock, NullLogger<Loops>.Instance);
        using var dispatcher = new Dispatcher(
            inbox,
            QueueOf(scratch.Database, new PourOnce(bell), clock),
            bell,
            NodesOf(clock),
            loops,
            clock
        );

        await dispatcher.StartAsync(Ct);
        await clock.WhenSomebodyWaits(Breath).WaitAsync(Limit, Ct);

        // One whole portion before it was heard, and a small one at its pace.
        Assert.Equal(Backlog - 500 - 10, await inbox.CountUndispatchedAsync(Ct));
        while (await inbox.CountUndispatchedAsync(Ct) > 0)
        {
            clock.Advance(Breath);
            await Task.Delay(TimeSpan.FromMilliseconds(10), Ct).WaitAsync(Limit, Ct);
        }
        await dispatcher.StopAsync(Ct);
    }

    private static async ValueTask<int> FillAsync(Session session)
    {
        for (var i = 0; i < Backlog; i++)
            await InboxTable.AddAsync(session, new NewEntry("radarr", "radarr", "Download", InboxEntry.Accepted, "{}"), now: i);
        return Backlog;
    }

    private static Nodes NodesOf(FakeClock clock) =>
        new(new LoneNode(clock), clock, Options.Create(new JobsOptions()), NullLogger<Nodes>.Instance);

    private static JobQueue QueueOf(Database database, IFailPoints failPoints, TimeProvider clock)
    {
        var catalog = new JobCatalog([new JobCatalog.Entry<WebhookReceived>()], Options.Create(new JobsOptions()));
        return new JobQueue(new SqlJobStore(database, new JobSql(), failPoints), catalog, new WorkSignal(), new LiveFeed(), clock);
    }

    /// <summary>Webhooks that come while the first portion is written.</summary>
    private sealed class PourOnce(Bell bell) : IFailPoints
    {
        private bool _poured;

        public void Reach(string point)
        {
            for (var i = 0; i < 5 && !_poured; i++)
                bell.Ring();
            _poured = true;
        }
    }
}
