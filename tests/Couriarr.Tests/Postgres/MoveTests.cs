using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Moving;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Postgres;

/// <summary>From the file to a server, with nothing lost on the way.</summary>
[Trait("family", "stores")]
public sealed class MoveTests : IAsyncLifetime
{
    private const int Jobs = 450;
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-move-").FullName;
    private readonly List<MovedTable> _told = [];
    private StorageOptions _options = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        var server = await SharedPostgres.ServerAsync();
        _options = new StorageOptions(_folder) { Tables = Tables.All, Postgres = await server.CreateAsync() };
        await FillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_options?.Postgres is { } database)
            await SharedPostgres.DropAsync(database);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Everything_is_there_afterwards_and_goes_on_where_it_was()
    {
        await MoveAsync();

        Assert.Contains(new MovedTable("job_queue", Jobs - 1), _told);
        Assert.Contains(new MovedTable("job_history", 1), _told);
        await using var moved = await OpenAsync(_options);
        var (store, reader) = (StoreOf(moved), new SqlJobReader(moved.Database));
        Assert.Equal(Jobs - 2, (await reader.CountAsync(Ct))[JobState.Waiting]);
        var orphan = Assert.Single(await store.AdoptAsync(ClaimOf(1), Ct));
        var fresh = Assert.Single(await store.AddAsync([Job("after")], Ct));
        Assert.True(fresh.Value > Jobs);
        Assert.True(orphan.Token > 2);
        Assert.Equal("ünï \uFFFD 😀", (await reader.FindAsync(new JobId(3), Ct))!.Payload);
    }

    [Fact]
    public async Task One_that_was_cut_off_goes_on_where_it_stopped()
    {
        await using (var file = await OpenAsync(_options with { Postgres = null }))
        await using (var half = await HalfAsync())
        {
            var (from, to) = (new MovingFile(file.Database), new MovingServer(half.Database, "there"));
            await to.BeginAsync(Ct);
            var table = (await from.TablesAsync(Ct)).Single(shape => shape.Name == "job_queue");
            var rows = await from.ReadAsync(table, await to.ReachedAsync(table, Ct), Ct);
            await to.AddAsync(table, rows, rows[^1].Number, Ct);
        }
        var refused = await Assert.ThrowsAsync<StartupException>(() => OpenAsync(_options));
        Assert.Contains("Finish it with 'couriarr move'", refused.Message, StringComparison.Ordinal);

        await MoveAsync();

        Assert.Contains(new MovedTable("job_queue", Jobs - 1), _told);
    }

    [Fact]
    public async Task A_rehearsal_counts_and_leaves_the_server_as_it_is()
    {
        await MoveAsync(isDry: true);

        Assert.Contains(new MovedTable("job_queue", Jobs - 1), _told);
        var server = await SharedPostgres.ServerAsync();
        Assert.Equal("0", await server.AskAsync(_options.Postgres!.Database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task Moves_only_into_an_empty_database()
    {
        await using (var there = await OpenAsync(_options))
            await StoreOf(there).AddAsync([Job("mine")], Ct);

        var refused = await Assert.ThrowsAsync<StartupException>(() => MoveAsync());

        Assert.Contains("has 1 rows in job_queue already", refused.Message, StringComparison.Ordinal);
    }

    private Task MoveAsync(bool isDry = false) =>
        Move.RunAsync(_options, isDry, _told.Add, TimeProvider.System, NullLoggerFactory.Instance, Ct);

    // One ended, one running, the rest waiting; and one with all that text can hold.
    private async Task FillAsync()
    {
        await using var file = await OpenAsync(_options with { Postgres = null });
        var store = new SqlJobStore(file.Database, new JobSql(), new NoFailPoints());
        await store.AddAsync([.. Enumerable.Range(1, Jobs).Select(n => Job(n == 3 ? "ünï \0 😀" : $"{{\"n\":{n}}}"))], Ct);
        var leases = await store.ClaimAsync(ClaimOf(2), Ct);
        await store.SettleAsync(leases[0], new Settlement(JobState.Succeeded, Noon) { RetryCount = 0, CrashCount = 0 }, Ct);
    }

    private Task<PostgresStore> HalfAsync() =>
        new PostgresOpening(
            _options.Postgres!,
            Path.Combine(_folder, "half"),
            LocalStore.LinesOf(_options),
            TimeProvider.System,
            new NoFailPoints(),
            NullLogger<PostgresDatabase>.Instance
        ).OpenAsync(Ct);

    private static Task<LocalStore> OpenAsync(StorageOptions options) =>
        LocalStore.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, Ct);

    private static PostgresJobStore StoreOf(LocalStore open) =>
        new(open.Postgres!.Crowd, new WorkHints(open.Postgres.Pool, TimeProvider.System), TimeProvider.System, new NoFailPoints());

    private static Claim ClaimOf(int limit) => new("default", limit, "us", Noon, Noon.AddMinutes(1), Noon);

    private static NewJob Job(string payload) => new("chore", "default", 5, payload, Noon, Noon) { Rank = 1, MaxRetries = 3 };
}
