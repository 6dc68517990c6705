using System.Diagnostics;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>The way to an open database on a server: it answers, it is fit for us, its tables are ours and up to date.</summary>
internal sealed class PostgresOpening(
    PostgresOptions options,
    string folder,
    IReadOnlyList<MigrationLine> lines,
    TimeProvider clock,
    IFailPoints failPoints,
    ILogger<PostgresDatabase> log
)
{
    private const string OneMigrator = "SELECT pg_advisory_lock(1668248946, 2)";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Of the queue, on PostgreSQL alone.</summary>
    public static MigrationLine Tables { get; } = new("postgres", typeof(PostgresOpening).Assembly, "Postgres/Migrations");

    /// <summary>Containers that are started together do not come up together.</summary>
    public TimeSpan PatienceAtStart { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Only who moves into it may open one that is not all there yet.</summary>
    public bool MayBeHalfMoved { get; init; }

    /// <summary>Whether it is fit for us, without changing anything.</summary>
    /// <exception cref="StartupException">With a sentence for the owner.</exception>
    public async Task LookAsync(CancellationToken ct)
    {
        await using var pool = new PostgresPool(options);
        try
        {
            await CheckAsync(pool, ct);
        }
        catch (NpgsqlException trouble)
        {
            throw Refuse(trouble);
        }
    }

    /// <exception cref="StartupException">With a sentence for the owner.</exception>
    public async Task<PostgresStore> OpenAsync(CancellationToken ct)
    {
        var held = DataFolder.Take(folder, log);
        var pool = new PostgresPool(options);
        try
        {
            foreach (var warning in await CheckAsync(pool, ct))
                log.LogWarning("{Warning}", warning);
            await MigrateAsync(pool, ct);
            var mark = new PostgresMark(pool, folder, clock, log);
            await mark.CompareAsync(ct);
            return new PostgresStore(pool, held, PostgresNodes.HomeOf(folder), mark, failPoints);
        }
        catch (Exception trouble)
        {
            await pool.DisposeAsync();
            held.Dispose();
            if (trouble is not (NpgsqlException or StoreUnavailableException))
                throw;
            throw Refuse(trouble);
        }
    }

    private StartupException Refuse(Exception trouble) =>
        new(PostgresRefusal.Of(trouble, options), PostgresRefusal.ExitCodeOf(trouble), trouble);

    private async Task<IReadOnlyList<string>> CheckAsync(PostgresPool pool, CancellationToken ct)
    {
        await using var connection = await ReachAsync(pool, ct);
        pool.Version = connection.PostgreSqlVersion;
        await new PoolerCheck(pool).RunAsync(connection, ct);
        return await new PostgresCheck(options, MayBeHalfMoved).RunAsync(connection, ct);
    }

    private async Task<NpgsqlConnection> ReachAsync(PostgresPool pool, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await pool.Work.OpenConnectionAsync(ct);
            }
            catch (NpgsqlException e)
                when (PostgresTrouble.IsLostConnection(e)
                    && !PostgresTrouble.RefusesOurSettings(e)
                    && Stopwatch.GetElapsedTime(since) < PatienceAtStart
                )
            {
                log.LogInformation("Waiting for {Place}: {Reason}", options.Place, e.Message);
                await Task.Delay(Pause, clock, ct);
            }
        }
    }

    // Nodes that start together take turns; whoever comes second finds nothing left to do.
    private async Task MigrateAsync(PostgresPool pool, CancellationToken ct)
    {
        await using var turn = await pool.Heart.OpenConnectionAsync(ct);
        // The lock and the settings end with the connection: it is not kept.
        pool.Heart.Clear();
        await using (var wait = new NpgsqlCommand("SET lock_timeout = 0; SET statement_timeout = 0", turn))
            await wait.ExecuteNonQueryAsync(ct);
        await using (var wait = new NpgsqlCommand(OneMigrator, turn) { CommandTimeout = 0 })
            await wait.ExecuteNonQueryAsync(ct);
        using var database = new PostgresDatabase(pool, Company.Alone, failPoints);
        var migrator = new Migrator(database, Translated(), clock, failPoints);
        var plan = await migrator.PlanAsync(ct);
        await migrator.MigrateAsync(plan, ct);
    }

    // A step keeps the checksum of its text as it was written, whatever the database.
    private List<MigrationLine> Translated() =>
        [
            .. lines.Select(line =>
                line with
                {
                    Steps = [.. line.Steps.Select(step => step with { Sql = PostgresSql.OfMigration(step.Sql) })],
                }
            ),
        ];
}
