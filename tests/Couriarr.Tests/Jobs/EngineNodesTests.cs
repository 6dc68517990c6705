using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Postgres;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>Several engines on one store: what one of them cannot do, another does.</summary>
[Trait("family", "stores")]
public sealed class EngineNodesTests : IAsyncLifetime
{
    private const string Route = "route:movies";
    private OpenStore _open = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        _open = await OpenStore.PostgresAsync();
    }

    public ValueTask DisposeAsync() => _open?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task What_one_node_cannot_reach_another_does_without_a_retry_lost_or_a_gate_closed()
    {
        await using var far = await NodeAsync("far");
        await SpeakAsync(new("1", "near", "", FakeClock.Noon) { Lanes = ["default"] });
        far.Book.On("first", Away);

        var first = await far.EnqueueAsync(new Chore("first", Door: Route));
        await LeftAsync(far, first);
        var second = await far.EnqueueAsync(new Chore("second", Door: Route));
        var own = await far.EnqueueAsync(new Chore("own"));
        await far.ReachesAsync(own, JobState.Succeeded);
        Assert.Equal(["first", "own"], far.Book.Runs);
        Assert.Equal(JobState.Waiting, (await far.FindAsync(second)).State);
        await using var near = await NodeAsync("near");

        var done = await near.ReachesAsync(first, JobState.Succeeded);
        await near.ReachesAsync(second, JobState.Succeeded);
        Assert.Equal((0, 0), (done.RetryCount, done.CrashCount));
        Assert.Empty(await far.Reader.GatesAsync(Ct));
    }

    [Fact]
    public async Task What_no_node_reaches_closes_its_gate_as_with_one_node()
    {
        await using var far = await NodeAsync("far");
        await SpeakAsync(new("1", "farther", "", FakeClock.Noon) { Lanes = ["default"], Unreachable = [Route] });
        far.Book.On("file", Away);

        var file = await far.EnqueueAsync(new Chore("file", Door: Route));

        var blocked = await far.ReachesAsync(file, JobState.Blocked);
        Assert.Equal((Route, "It is away.", 0), (blocked.BlockedBy, blocked.Note, blocked.RetryCount));
    }

    [Fact]
    public async Task A_node_without_the_lane_is_no_other_who_could_do_it()
    {
        await using var far = await NodeAsync("far");
        await using var other = await NodeAsync("other", o => o.OpenLanes = ["errands"]);
        far.Book.On("file", Away);

        var file = await far.EnqueueAsync(new Chore("file", Door: Route));

        await far.ReachesAsync(file, JobState.Blocked);
        Assert.Equal(["errands"], other.Desk.Lanes.Where(lane => lane.Slots > 0).Select(lane => lane.Name));
    }

    [Fact]
    public async Task A_lane_that_no_live_node_opens_is_named_while_jobs_wait_in_it()
    {
        await using var one = await NodeAsync("one", o => o.OpenLanes = ["errands"]);
        await using var two = await NodeAsync("two", o => o.OpenLanes = []);
        Assert.Empty(await one.Get<UnservedLanes>().AllAsync(Ct));

        await two.EnqueueAsync(new Chore("nobody's"));

        Assert.Equal(["default"], await one.Get<UnservedLanes>().AllAsync(Ct));
        await using var three = await NodeAsync("three");
        await one.Get<Nodes>().TellAsync(Ct);
        Assert.Empty(await one.Get<UnservedLanes>().AllAsync(Ct));
    }

    [Fact]
    public async Task E16_an_older_node_leaves_what_it_does_not_know_to_a_newer_one_beside_it()
    {
        await using var old = await NodeAsync("old", o => o.Version = "1");
        await SpeakAsync(new("2", "newer", "2", FakeClock.Noon) { Lanes = ["default"] });
        var now = FakeClock.Noon;
        var job = new NewJob("novelty", "default", 5, """{"name":"new"}""", now, now) { Rank = 1, MaxRetries = 3 };
        var unknown = (await _open.Store.AddAsync([job], Ct))[0];
        await old.ReachesAsync(await old.EnqueueAsync(new Chore("known")), JobState.Succeeded);
        await LeftAsync(old, unknown);
        await old.ReachesAsync(await old.EnqueueAsync(new Chore("known too")), JobState.Succeeded);
        Assert.Equal(JobState.Waiting, (await old.FindAsync(unknown)).State);

        await using var newer = await NodeAsync("newer", o => o.Version = "2", s => s.AddJob<Novelty, PlayHandler<Novelty>>());

        await newer.ReachesAsync(unknown, JobState.Succeeded);
    }

    [Fact]
    public async Task E16_what_neither_of_two_versions_knows_is_parked_where_people_see_it_until_a_third_comes()
    {
        await using var old = await NodeAsync("old", o => o.Version = "1");
        await using var newer = await NodeAsync("newer", o => o.Version = "2");
        await old.Get<Nodes>().TellAsync(Ct);
        var now = FakeClock.Noon;
        var job = new NewJob("novelty", "default", 5, """{"name":"new"}""", now, now) { Rank = 1, MaxRetries = 3 };

        var unknown = (await _open.Store.AddAsync([job], Ct))[0];

        await UntilAsync(async () =>
        {
            await old.EnqueueAsync(new Chore("wakes the old one"));
            await newer.EnqueueAsync(new Chore("wakes the newer one"));
            return await old.FindAsync(unknown) is { State: JobState.Blocked, BlockedBy: JobRecord.Parked };
        });
        await using var newest = await NodeAsync("newest", o => o.Version = "3", s => s.AddJob<Novelty, PlayHandler<Novelty>>());
        await newest.ReachesAsync(unknown, JobState.Succeeded);
    }

    [Fact]
    public async Task E01_a_node_that_wakes_after_its_lease_is_not_heard_and_runs_nothing_twice()
    {
        await using var frozen = await NodeAsync("frozen");
        var hold = frozen.Book.Holds("work", isStubborn: true);
        var work = await frozen.EnqueueAsync(new Chore("work"));
        var context = await hold.Started;
        await using var other = await NodeAsync("other");

        await _open.Lapse("");
        other.Clock.Advance(JobsOptions.Lease / 2);
        await other.UntilAsync(() => other.Book.Runs.Contains("work"));
        var done = await other.ReachesAsync(work, JobState.Succeeded);

        await Assert.ThrowsAsync<LeaseLostException>(() => context.EnsureHeldAsync(Ct));
        hold.LetGo();
        await frozen.UntilAsync(() => frozen.Lane().Running == 0);
        Assert.Equal(done, await other.FindAsync(work));
        Assert.Equal((1, 0), (done.CrashCount, done.RetryCount));
    }

    [Fact]
    public async Task Who_stops_is_gone_at_once_and_who_falls_silent_after_a_lease()
    {
        await using var one = await NodeAsync("one");
        var two = await NodeAsync("two");
        var nodes = one.Get<Nodes>();
        await nodes.TellAsync(Ct);
        Assert.Equal(["one", "two"], nodes.All.Select(node => node.Name));
        Assert.All(nodes.All, node => Assert.True(node.IsLive));

        await two.StopAsync();
        await nodes.TellAsync(Ct);

        Assert.Equal(["one"], nodes.All.Select(node => node.Name));
        await two.DisposeAsync();
    }

    /// <summary>Another node says this of itself.</summary>
    private async Task SpeakAsync(NodeRecord other) => await _open.Nodes("another").TellAsync(other, Ct);

    private static JobResult Away() => throw new OutOfReachException("It is away.");

    private static Task LeftAsync(EngineRig node, JobId id) =>
        UntilAsync(async () =>
            await node.FindAsync(id) is { State: JobState.Waiting, Note: { } note }
            && note.Contains($"the node '{node.Get<Nodes>().Name}'", StringComparison.Ordinal)
        );

    // What another node does, the store of this one does not tell.
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(EngineRig.Limit);
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    private Task<EngineRig> NodeAsync(string name, Action<JobsOptions>? tune = null, Action<IServiceCollection>? add = null) =>
        EngineRig.StartAsync(
            _open,
            add: services =>
            {
                services.AddSingleton(_open.Nodes(name)).Configure<JobsOptions>(o => o.NodeName = name);
                services.Configure<JobsOptions>(o => tune?.Invoke(o));
                add?.Invoke(services);
            }
        );
}
