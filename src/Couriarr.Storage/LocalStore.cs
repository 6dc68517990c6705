using Couriarr.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Redis;
using Couriarr.Storage.Sql;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage;

/// <param name="Folder">Where everything lies that must survive.</param>
public sealed record StorageOptions(string Folder)
{
    /// <summary>Only when the owner asked for it: a damaged database is kept under another name, and a new one is begun.</summary>
    public bool SetDamagedAside { get; init; }

    /// <summary>The address of the Redis that the queue rests in; null for the database.</summary>
    public string? Queue { get; init; }

    /// <summary>The owner accepts that it may lose jobs.</summary>
    public bool QueueMayLose { get; init; }

    /// <summary>The server that has the database. Without one it is a file in the folder.</summary>
    public PostgresOptions? Postgres { get; init; }

    /// <summary>The tables of whoever stands above, besides the queue's.</summary>
    public IReadOnlyList<MigrationLine> Tables { get; init; } = [];
}

/// <summary>An open data folder: ours alone until it is disposed.</summary>
public sealed class LocalStore : IAsyncDisposable
{
    // What was given out after the copy was made must not be given out again: ids stand in people's logs, tokens in the names of
    // half-written files. Nobody gives out a million of them between two copies.
    private const string Leap = """
        UPDATE job_fence SET token = token + 1000000;
        UPDATE sqlite_sequence SET seq = seq + 1000000 WHERE name = 'job_queue'
        """;

    private LocalStore(SqliteDatabase sqlite, Backups backups, RedisOptions? queue) =>
        (Sqlite, Database, Backups, Queue) = (sqlite, sqlite, backups, queue);

    private LocalStore(PostgresStore postgres, Backups backups, RedisOptions? queue) =>
        (Postgres, Database, Backups, Queue) = (postgres, postgres.Database, backups, queue);

    public Database Database { get; }

    /// <summary>The one or the other has the database.</summary>
    internal SqliteDatabase? Sqlite { get; }
    internal PostgresStore? Postgres { get; }
    public Backups Backups { get; }

    /// <summary>Null when the queue rests in the database.</summary>
    internal RedisOptions? Queue { get; }

    /// <exception cref="StartupException">With a sentence for the owner.</exception>
    public static Task<LocalStore> OpenAsync(StorageOptions options, TimeProvider clock, ILoggerFactory logs, CancellationToken ct) =>
        OpenAsync(options, clock, new NoFailPoints(), logs, ct);

    internal static async Task<LocalStore> OpenAsync(
        StorageOptions options,
        TimeProvider clock,
        IFailPoints failPoints,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        var sqlite = new SqliteOptions(options.Folder) { SetDamagedAside = options.SetDamagedAside };
        var queue = options.Queue is { } address
            ? new RedisOptions(RedisAddress.Parse(address)) { MayLose = options.QueueMayLose, IsAlone = options.Postgres is null }
            : null;
        if (options.Postgres is { } postgres)
        {
            var way = new PostgresOpening(
                postgres,
                options.Folder,
                LinesOf(options),
                clock,
                failPoints,
                logs.CreateLogger<PostgresDatabase>()
            );
            return new LocalStore(await way.OpenAsync(ct), new Backups(sqlite, null, null), queue);
        }
        IReadOnlyList<MigrationLine> lines = [StorageModule.JobTables, StorageModule.EpochTables, .. options.Tables];
        var opening = new SqliteOpening(sqlite, lines, clock, failPoints, logs.CreateLogger<SqliteDatabase>());
        var database = await opening.OpenAsync(ct);
        return new LocalStore(database, new Backups(sqlite, database.Backups, new SqliteCopies(sqlite, lines, clock)), queue);
    }

    /// <summary>Of a database on a server.</summary>
    internal static IReadOnlyList<MigrationLine> LinesOf(StorageOptions options) =>
        [StorageModule.JobTables, PostgresOpening.Tables, StorageModule.EpochTables, .. options.Tables];

    /// <summary>Puts a backup in the place of the database. Nothing may run on the folder meanwhile.</summary>
    /// <param name="backup">A file, or the name of a kept one; the newest when null.</param>
    /// <returns>The file that was taken.</returns>
    public static string Restore(StorageOptions options, string? backup, TimeProvider clock, ILoggerFactory logs)
    {
        if (options.Postgres is { Place: var place })
            throw new StartupException(
                $"The database is {place}. Put it back there, with pg_restore, while no Couriarr runs.",
                StartupException.Configuration
            );
        var sqlite = new SqliteOptions(options.Folder);
        var file = backup is null ? SqliteBackups.Newest(sqlite) : Kept(sqlite, backup);
        if (file is null)
            throw new StartupException(
                $"There is no backup in {sqlite.Backups}. Name the file: ./run restore FILE",
                StartupException.Configuration
            );
        new SqliteRestore(sqlite, clock, logs.CreateLogger<SqliteDatabase>()).Restore(file, Leap);
        return file;
    }

    public ValueTask DisposeAsync() => Postgres?.DisposeAsync() ?? Sqlite!.DisposeAsync();

    private static string Kept(SqliteOptions options, string backup) =>
        !File.Exists(backup) && File.Exists(Path.Combine(options.Backups, backup)) ? Path.Combine(options.Backups, backup) : backup;
}
