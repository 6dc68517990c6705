using System.Net;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Postgres;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Postgres;

/// <summary>Two whole services on one database, each with folders of its own.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class SharedWorkTests : IAsyncLifetime
{
    private readonly Libraries _near = new();
    private readonly Libraries _far = new();
    private PostgresOptions _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        _database = await SharedPostgres.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await SharedPostgres.DropAsync(_database);
        _near.Dispose();
        _far.Dispose();
    }

    [Fact]
    public async Task A_transfer_runs_where_its_folders_are_and_nobody_is_told_of_a_mount_that_another_node_has()
    {
        _far.Mappings = [_far.Mappings[0] with { Source = Path.Combine(_far.Root, "nowhere") }];
        await using var near = await NodeAsync(_near, "near");
        await using var far = await NodeAsync(_far, "far");
        string[] movies = [.. Enumerable.Range(0, 6).Select(i => $"M{i}/m{i}.mkv")];

        foreach (var (i, movie) in movies.Index())
        {
            _near.Put(movie);
            await far.ImportAsync(_near.Movie(movie, id: i + 1));
        }

        await CarryHost.UntilAsync(() => Task.FromResult(movies.All(movie => File.Exists(_near.At(movie)))));
        await far.IdleAsync();
        Assert.All(movies, movie => _near.AssertSame(movie));
        Assert.Empty(await far.Get<IJobReader>().GatesAsync(Ct));
        Assert.All(await TransfersAsync(far), job => Assert.Equal((JobState.Succeeded, 0), (job.State, job.RetryCount)));
        Assert.DoesNotContain(far.Told.All.Concat(near.Told.All), text => text.StartsWith("lost", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(far));
    }

    [Fact]
    public async Task A_source_that_goes_on_one_node_leaves_its_transfers_to_the_other_and_on_both_it_closes_the_route()
    {
        await using var one = await NodeAsync(_far, "one");
        _near.Mappings = [_near.Mappings[0] with { Destination = _far.Destination }];
        await using var two = await NodeAsync(_near, "two");
        foreach (var movie in (string[])["A/a.mkv", "B/b.mkv"])
            _near.Put(movie);
        Directory.Delete(_far.Source);

        await one.ImportAsync(_near.Movie("A/a.mkv"));
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(_far.At("A/a.mkv"))));
        await one.IdleAsync();
        Assert.Empty(await one.Get<IJobReader>().GatesAsync(Ct));

        Directory.Move(_near.Source, _near.Source + ".away");
        await one.Get<MountWatch>().LookAsync(Ct);
        await two.Get<MountWatch>().LookAsync(Ct);
        await one.ImportAsync(_near.Movie("B/b.mkv", size: 100_000, id: 2));
        var blocked = await one.UntilAsync("transfer-media", JobState.Blocked);
        Assert.Contains("The source of movies is away", blocked.Note, StringComparison.Ordinal);

        Directory.Move(_near.Source + ".away", _near.Source);
        await two.Get<MountWatch>().LookAsync(Ct);
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(_far.At("B/b.mkv"))));
        Assert.Equal(0, (await one.UntilAsync("transfer-media", JobState.Succeeded)).RetryCount);
    }

    [Fact]
    public async Task Every_node_is_shown_by_each_with_its_lanes_and_one_without_lanes_only_takes_in()
    {
        await using var intake = await NodeAsync(_far, "intake", []);
        await using var worker = await NodeAsync(_near, "worker");
        _near.Put("A/a.mkv");

        await intake.ImportAsync(_near.Movie("A/a.mkv"));
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(_near.At("A/a.mkv"))));

        await intake.Get<Nodes>().TellAsync(Ct);
        var nodes = (await intake.GetAsync("/nodes")).EnumerateArray().ToList();
        Assert.Equal(["intake", "worker"], nodes.Select(node => node.GetProperty("name").GetString()));
        Assert.Equal([true, false], nodes.Select(node => node.GetProperty("here").GetBoolean()));
        Assert.Equal([0, worker.Get<JobDesk>().Lanes.Count], nodes.Select(node => node.GetProperty("lanes").GetArrayLength()));
        Assert.All(nodes, node => Assert.True(node.GetProperty("live").GetBoolean()));
        Assert.Equal(JsonValueKind.Array, (await worker.GetAsync("/nodes")).ValueKind);
        var page = await intake.Client.GetStringAsync("/ui/system", Ct);
        Assert.Contains("Nodes on this database", page, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL ", page, StringComparison.Ordinal);
        Assert.StartsWith("PostgreSQL ", (await intake.GetAsync("/system")).GetProperty("database").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_falls_silent_is_named_where_the_owner_looks_until_one_of_its_name_speaks()
    {
        await using var own = await NodeAsync(_near, "own");
        await SpeakAsync("first");
        await own.WriteAsync("UPDATE nodes SET seen_at = seen_at - 120000 WHERE name = 'attic'");

        Assert.StartsWith("The node attic has not been heard since 20", Assert.Single(await WarningsAsync()), StringComparison.Ordinal);
        var metrics = await own.Client.GetStringAsync("/metrics", Ct);
        Assert.Contains("couriarr_nodes{state=\"live\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("couriarr_nodes{state=\"silent\"} 1", metrics, StringComparison.Ordinal);

        await SpeakAsync("second");
        Assert.Empty(await WarningsAsync());

        Task SpeakAsync(string id) => own.Get<INodeTable>().TellAsync(new(id, "attic", "", TimeProvider.System.GetUtcNow()), Ct);

        async Task<List<string?>> WarningsAsync()
        {
            await own.Get<Nodes>().TellAsync(Ct);
            return [.. (await own.GetAsync("/health")).GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString())];
        }
    }

    [Fact]
    public async Task E01_what_another_node_began_to_write_is_not_gone_on_with()
    {
        _near.Put("A/a.mkv", 3_000_000);
        var faults = new Transfers.Faults();
        faults.Once("transfer.after_copy", () => throw new TimeoutException("It was cut off."));
        await using (
            var far = await NodeAsync(_near, "far", faults: faults, tune: sync => sync with { RetryInterval = TimeSpan.FromHours(1) })
        )
        {
            await far.ImportAsync("A/a.mkv");
            await far.UntilAsync("transfer-media", JobState.Failed);
            Assert.Equal([far.Get<Nodes>().Home!], await far.AskAsync("SELECT temp_by FROM sync_jobs"));
        }
        var begun = Assert.Single(Directory.EnumerateFiles(Path.Combine(_near.Destination, "A")));
        // Its writer may be alive, and whatever it writes must not come to be in a file of ours.
        await using var writer = new FileStream(begun, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

        _far.Mappings = _near.Mappings;
        await using var near = await NodeAsync(_far, "near");
        var job = Assert.Single(await TransfersAsync(near));
        await near.Get<JobDesk>().RetryAsync(job.Id, Ct);
        await near.UntilAsync("transfer-media", JobState.Succeeded);
        writer.Write(new byte[100]);
        await writer.FlushAsync(Ct);

        _near.AssertSame("A/a.mkv");
    }

    private async Task<HttpStatusCode> ReadyAsync(CarryHost host)
    {
        using var answer = await host.Client.GetAsync("/ready", Ct);
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<JobRecord>> TransfersAsync(CarryHost host) =>
        await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "transfer-media"), Ct);

    private Task<CarryHost> NodeAsync(
        Libraries libraries,
        string name,
        IReadOnlyList<string>? lanes = null,
        Transfers.Faults? faults = null,
        Func<SyncOptions, SyncOptions>? tune = null
    )
    {
        var address = $"postgres://{_database.User}:{PostgresServer.Password}@localhost/{_database.Database}?host={_database.Host}";
        return CarryHost.StartAsync(
            libraries,
            tune,
            faults,
            jobs: o => (o.NodeName, o.OpenLanes) = (name, lanes),
            storage: new StorageOptions { Database = new Secret(address) }
        );
    }
}
