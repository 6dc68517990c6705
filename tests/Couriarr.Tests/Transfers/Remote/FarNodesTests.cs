using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers.Remote;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Postgres;
using Couriarr.Tests.Postgres;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>Two whole services on one database, of which one cannot come to the other machine.</summary>
[Trait("family", "stores")]
public sealed class FarNodesTests : IAsyncLifetime
{
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
    }

    [Fact]
    public async Task A_node_that_another_machine_does_not_know_leaves_its_transfers_to_one_that_it_knows()
    {
        await using var machine = (SshMachine)await FarMachine.StartedAsync("ssh");
        using var libraries = machine.Libraries();
        using var others = new Libraries(machine.Folder);
        libraries.Mappings = [libraries.Mappings[0] with { Destination = machine.Address }];
        others.Mappings = libraries.Mappings;
        var nobody = Path.Combine(libraries.Root, "nobody");
        await File.WriteAllTextAsync(nobody, "", Ct);
        await using var stranger = await NodeAsync(libraries, "stranger", machine.Access with { KnownHosts = nobody });
        var nodes = stranger.Get<Nodes>();
        await stranger.Get<INodeTable>().TellAsync(new("1", "promised", "", TimeProvider.System.GetUtcNow()) { Lanes = [Route.Lane] }, Ct);
        libraries.Put("A/a.mkv");

        await stranger.ImportAsync("A/a.mkv");
        await CarryHost.UntilAsync(() => Task.FromResult(nodes.HasLost("route:movies")));
        await using var friend = await NodeAsync(others, "friend", machine.Access);
        await friend.IdleAsync();

        libraries.AssertSame("A/a.mkv");
        Assert.Empty(await friend.Get<IJobReader>().GatesAsync(Ct));
        Assert.Equal(["success 0"], await friend.AskAsync("SELECT status || ' ' || retry_count FROM sync_jobs"));
        await stranger.Get<MountWatch>().LookAsync(Ct);
        await stranger.Get<RemoteWatch>().LookAsync(Ct);
        Assert.True(nodes.HasLost("route:movies"));
        File.Copy(machine.KnownHosts, nobody, overwrite: true);
        await stranger.Get<RemoteWatch>().LookAsync(Ct);
        Assert.False(nodes.HasLost("route:movies"));
    }

    private Task<CarryHost> NodeAsync(Libraries libraries, string name, RemoteOptions access)
    {
        var address = $"postgres://{_database.User}:{PostgresServer.Password}@localhost/{_database.Database}?host={_database.Host}";
        return CarryHost.StartAsync(
            libraries,
            sync => sync with { Remote = access },
            jobs: o => o.NodeName = name,
            storage: new StorageOptions { Database = new Secret(address) }
        );
    }
}
