using Couriarr.Jobs;
using Couriarr.Storage;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Postgres;

/// <summary>A real PgBouncer between us and the server: it fits, or it is named at the start with what to change.</summary>
[Trait("family", "stores")]
public sealed class PoolerTests : IAsyncLifetime
{
    private const string TakesOurSettings = "ignore_startup_parameters = options";
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-pooler-").FullName;
    private PostgresServer _server = null!;
    private PostgresOptions _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        Assert.SkipUnless(PgBouncer.IsPossible, PgBouncer.Reason);
        _server = await SharedPostgres.ServerAsync();
        _database = await _server.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _server.DropAsync(_database);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task E05_a_pooler_that_lends_connections_by_the_transaction_is_refused_with_what_to_set()
    {
        await using var pooler = await PgBouncer.StartAsync(_server, "pool_mode = transaction", TakesOurSettings);

        var refused = await Assert.ThrowsAsync<StartupException>(() => Way(pooler, new PostgresLog()).OpenAsync(Ct));

        Assert.Equal(StartupException.Configuration, refused.ExitCode);
        Assert.Contains("Set pool_mode = session for this database in PgBouncer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E05_a_pooler_that_does_not_know_our_settings_is_refused_at_once_with_what_to_set()
    {
        await using var pooler = await PgBouncer.StartAsync(_server, "pool_mode = session");

        var refused = await Assert.ThrowsAsync<StartupException>(() => Way(pooler, new PostgresLog()).OpenAsync(Ct));

        Assert.Equal(StartupException.Configuration, refused.ExitCode);
        Assert.Contains("ignore_startup_parameters = options", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E05_behind_a_pooler_that_lends_connections_by_the_session_everything_works_and_what_it_drops_is_told()
    {
        await using var pooler = await PgBouncer.StartAsync(_server, "pool_mode = session", TakesOurSettings);
        var log = new PostgresLog();

        await using var open = await Way(pooler, log).OpenAsync(Ct);

        Assert.Contains(log.Lines, line => line.Contains("ALTER ROLE", StringComparison.Ordinal));
        for (var time = 0; time < 5; time++)
            Assert.Equal(
                1,
                await open.Database.WriteAsync(s => s.ExecuteAsync("UPDATE job_fence SET token = token + 1"), WriteKind.Upkeep, Ct)
            );
        Assert.Equal(1, open.Crowd.WriteBlocking(s => s.ExecuteAsync("UPDATE job_fence SET token = token + 1")));
    }

    private PostgresOpening Way(PgBouncer pooler, PostgresLog log) =>
        new(
            _database with
            {
                Host = "127.0.0.1",
                Port = pooler.Port,
            },
            _folder,
            [StorageModule.JobTables, PostgresOpening.Tables],
            TimeProvider.System,
            new NoFailPoints(),
            log
        );
}
