using Couriarr.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage;

/// <param name="Folder">Where everything lies that must survive.</param>
public sealed record StorageOptions(string Folder)
{
    /// <summary>Only when the owner asked for it: a damaged database is kept under another name, and a new one is begun.</summary>
    public bool SetDamagedAside { get; init; }

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

    private LocalStore(SqliteDatabase sqlite, Backups backups) => (Sqlite, Database, Backups) = (sqlite, sqlite, backups);

    private LocalStore(PostgresStore postgres, Backups backups) => (Postgres, Database, Backups) = (postgres, postgres.Database, backups);

    public Database Database { get; }

    /// <summary>The one or the other has the database.</summary>
    internal SqliteDatabase? Sqlite { get; }
    internal PostgresStore? Postgres { get; }
    public Backups Backups { get; }

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
            return new LocalStore(await way.OpenAsync(ct), new Backups(sqlite, null));
        }
        var opening = new SqliteOpening(
            sqlite,
            [StorageModule.JobTables, .. options.Tables],
            clock,
            failPoints,
            logs.CreateLogger<SqliteDatabase>()
        );
        var database = await opening.OpenAsync(ct);
        return new LocalStore(database, new Backups(sqlite, database.Backups));
    }

    /// <summary>Of a database on a server.</summary>
    internal static IReadOnlyList<MigrationLine> LinesOf(StorageOptions options) =>
        [StorageModule.JobTables, PostgresOpening.Tables, .. options.Tables];

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
