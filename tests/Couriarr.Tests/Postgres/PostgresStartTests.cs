using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Postgres;

/// <summary>What is looked at before anything starts: each trouble is a sentence with what to do.</summary>
[Trait("family", "stores")]
public sealed class PostgresStartTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-pg-start-").FullName;
    private PostgresServer _server = null!;
    private PostgresOptions _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
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
    public async Task E07_a_wrong_password_is_named_and_not_shown()
    {
        var refused = await RefusedAsync(_database with { Password = "not-the-password" });

        Assert.Equal(StartupException.Configuration, refused.ExitCode);
        Assert.Contains("Set the right password of the user couriarr in storage.database", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E07_a_database_that_is_not_there_is_to_be_created()
    {
        var refused = await RefusedAsync(_database with { Database = "nowhere" });

        Assert.Equal(StartupException.Configuration, refused.ExitCode);
        Assert.Contains("createdb -O couriarr nowhere", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E07_a_server_that_may_not_be_written_to_is_refused()
    {
        await _server.AskAsync("postgres", $"ALTER DATABASE {_database.Database} SET default_transaction_read_only = on");

        Assert.Contains("is read-only. Give Couriarr the primary", (await RefusedAsync(_database)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E07_a_user_who_may_create_nothing_is_told_which_right_he_needs()
    {
        await _server.AskAsync(_database.Database, $"CREATE ROLE guest_{_database.Database} LOGIN PASSWORD 'guest'");

        var refused = await RefusedAsync(_database with { User = $"guest_{_database.Database}", Password = "guest" });

        Assert.Contains("GRANT ALL ON SCHEMA public TO", refused.Message, StringComparison.Ordinal);
        await _server.AskAsync(_database.Database, $"DROP ROLE guest_{_database.Database}");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_waited_for_and_then_named()
    {
        var way = Way(_database with { Host = _folder });

        var refused = await Assert.ThrowsAsync<StartupException>(() => way.Opening.OpenAsync(Ct));

        Assert.Equal(StartupException.Failure, refused.ExitCode);
        Assert.Contains("See that PostgreSQL runs there", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E17_nodes_that_start_together_bring_the_tables_up_to_date_once()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Way(_database, $"node{n}").Opening.OpenAsync(Ct)));

        Assert.Equal(
            Tables.All.Append(StorageModule.JobTables).Append(PostgresOpening.Tables).Sum(line => line.Steps.Count).ToString(Ci),
            await _server.AskAsync(_database.Database, "SELECT count(*) FROM schema_versions")
        );
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task E06_put_back_to_an_older_state_it_gives_no_token_and_no_id_twice()
    {
        long token;
        JobId id;
        await using (var first = await Way(_database).Opening.OpenAsync(Ct))
            (token, id) = await TakeOneAsync(first);
        await _server.AskAsync(_database.Database, "SELECT setval('job_tokens', 1); DELETE FROM job_queue");

        var way = Way(_database);
        await using var again = await way.Opening.OpenAsync(Ct);
        var (newToken, newId) = await TakeOneAsync(again);

        Assert.True(newToken > token + 900_000);
        Assert.True(newId.Value > id.Value + 900_000);
        Assert.Contains(way.Log.Lines, line => line.Contains("put back to an older state", StringComparison.Ordinal));
    }

    private static System.Globalization.CultureInfo Ci => System.Globalization.CultureInfo.InvariantCulture;

    private static async Task<(long Token, JobId Id)> TakeOneAsync(PostgresStore open)
    {
        var now = DateTimeOffset.UnixEpoch;
        var store = new PostgresJobStore(
            open.Crowd,
            new WorkHints(open.Pool, TimeProvider.System),
            TimeProvider.System,
            new NoFailPoints()
        );
        NewJob Job() => new("chore", "default", 5, "{}", now, now) { Rank = 0, MaxRetries = 3 };
        await store.AddAsync([Job(), Job(), Job()], Ct);
        Lease last = null!;
        for (var n = 0; n < 3; n++)
            last = Assert.Single(await store.ClaimAsync(new Claim("default", 1, "us", now, now.AddMinutes(5), now), Ct));
        return (last.Token, last.Job.Id);
    }

    private Task<StartupException> RefusedAsync(PostgresOptions options) =>
        Assert.ThrowsAsync<StartupException>(() => Way(options).Opening.OpenAsync(Ct));

    private TestedWay Way(PostgresOptions options, string folder = "data")
    {
        var log = new PostgresLog();
        MigrationLine[] lines = [StorageModule.JobTables, PostgresOpening.Tables, .. Tables.All];
        var opening = new PostgresOpening(options, Path.Combine(_folder, folder), lines, TimeProvider.System, new NoFailPoints(), log)
        {
            PatienceAtStart = TimeSpan.FromMilliseconds(1),
        };
        return new TestedWay(opening, log);
    }

    private sealed record TestedWay(PostgresOpening Opening, PostgresLog Log);
}

/// <summary>What the owner would read.</summary>
internal sealed class PostgresLog : ILogger<PostgresDatabase>
{
    private readonly OwnersLog _lines = new();

    public IReadOnlyCollection<string> Lines => _lines.Lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? e, Func<TState, Exception?, string> formatter) =>
        _lines.Log(level, id, state, e, formatter);
}
