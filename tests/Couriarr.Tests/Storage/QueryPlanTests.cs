using System.Collections.Concurrent;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Sql;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>However many jobs wait or have ended: an index leads to those that are asked for.</summary>
[Trait("family", "stores")]
public sealed class QueryPlanTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ScratchDatabase _scratch = new() { Lines = [StorageModule.JobTables] };
    private PlannedDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _scratch.OpenAsync();
        _database = new PlannedDatabase(_scratch.Database);
    }

    public ValueTask DisposeAsync() => _scratch.DisposeAsync();

    [Theory]
    [InlineData(JobState.Dead)]
    [InlineData(JobState.Cancelled, JobState.Skipped)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Scheduled)]
    [InlineData(JobState.Running)]
    [InlineData(JobState.Blocked)]
    [InlineData(JobState.Running, JobState.Failed, JobState.Blocked, JobState.Dead)]
    public async Task B16_A_page_of_the_few_is_found_without_reading_the_many(params JobState[] states)
    {
        var reader = new SqlJobReader(_database);

        await reader.ListAsync(new JobQuery(states), Ct);
        await reader.ListAsync(new JobQuery(states, Before: new JobId(1_000), EndedSince: Noon), Ct);

        Assert.NotEmpty(_database.Steps);
        Assert.Empty(_database.ReadsOfEverything);
    }

    [Fact]
    public async Task B16_Counts_trees_and_single_jobs_are_found_by_an_index()
    {
        var reader = new SqlJobReader(_database);

        await reader.CountAsync(Ct);
        await reader.FindAsync(new JobId(1), Ct);
        await reader.AttemptsAsync(new JobId(1), Ct);
        await reader.ListAsync(new JobQuery(RootId: new JobId(1)), Ct);
        await reader.ListAsync(new JobQuery(RootId: new JobId(1), OldestFirst: true), Ct);
        await reader.CountTreeAsync(new JobId(1), Ct);

        Assert.NotEmpty(_database.Steps);
        Assert.Empty(_database.ReadsOfEverything);
    }

    [Fact]
    public async Task The_way_of_a_job_from_its_birth_to_the_end_of_its_memory_reads_no_table_through()
    {
        var store = new SqlJobStore(_database, new JobSql(), new NoFailPoints());
        var claim = new Claim("default", 4, "us", Noon, Noon, Noon) { SuspectAt = 2, Held = [] };
        var job = new NewJob("chore", "default", 5, "{}", Noon, Noon)
        {
            Rank = 1,
            MaxRetries = 3,
            Gate = "tower",
            UniqueKey = "one",
        };

        await store.CloseAsync(new Gate("tower", "It is away.", Noon, Noon), Ct);
        var ids = await store.AddAsync([job, job with { UniqueKey = null }], Ct);
        await store.ClaimAsync(claim, Ct);
        var lease = Assert.Single(await store.ClaimAsync(claim, Ct));
        await store.OpenAsync("tower", byPerson: false, Ct);
        await store.RushAsync(ids[1], 1, Noon, Ct);
        await store.ExtendAsync([lease], Noon, Ct);
        await store.AdoptAsync(claim, Ct);
        await store.StraightenAsync(Noon, Noon, Ct);
        await store.SettleAsync(lease, new Settlement(JobState.Succeeded, Noon) { RetryCount = 0, CrashCount = 0 }, Ct);
        await store.CancelAsync(ids[1], Noon, Ct);
        await store.ReviveAsync([.. ids.Select(id => new Revival(id, Noon, 1))], Ct);
        await store.PruneAsync(new Pruning(Noon, Noon, 500), Ct);

        Assert.Contains(_database.Steps, step => step.Contains("job_queue_ready", StringComparison.Ordinal));
        Assert.Empty(_database.ReadsOfEverything);
    }

    /// <summary>Asks SQLite before each statement how it means to go about it.</summary>
    private sealed class PlannedDatabase(Database inner) : Database
    {
        public override string Engine => inner.Engine;

        private readonly ConcurrentQueue<string> _steps = [];

        public IEnumerable<string> Steps => _steps;

        public IEnumerable<string> ReadsOfEverything =>
            _steps.Where(step => step is "SCAN j" or "SCAN job_queue" or "SCAN job_history" or "SCAN job_attempts");

        public override Task<T> WriteAsync<T>(Func<Session, ValueTask<T>> work, WriteKind kind, CancellationToken ct) =>
            inner.WriteAsync(session => work(new Planned(session, _steps)), kind, ct);

        public override Task<T> ReadAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken ct) =>
            inner.ReadAsync(session => work(new Planned(session, _steps)), ct);
    }

    private sealed class Planned(Session inner, ConcurrentQueue<string> steps) : Session
    {
        public override async ValueTask<int> ExecuteAsync(string sql, params object?[] values)
        {
            await PlanAsync(sql, values);
            return await inner.ExecuteAsync(sql, values);
        }

        public override async ValueTask<List<T>> QueryAsync<T>(string sql, Func<Row, T> map, params object?[] values)
        {
            await PlanAsync(sql, values);
            return await inner.QueryAsync(sql, map, values);
        }

        private async ValueTask PlanAsync(string sql, object?[] values)
        {
            foreach (var step in await inner.QueryAsync($"EXPLAIN QUERY PLAN {sql}", row => row.GetString(3), values))
                steps.Enqueue(step);
        }
    }
}
