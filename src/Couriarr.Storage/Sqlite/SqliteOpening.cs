using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Sqlite;

/// <summary>
/// The way to an open database, in this order: the folder is ours, the engine fits, the file is whole and not from the future.
/// Nothing is written to it before all that is known.
/// </summary>
internal sealed class SqliteOpening(
    SqliteOptions options,
    IReadOnlyList<MigrationLine> lines,
    TimeProvider clock,
    IFailPoints failPoints,
    ILogger<SqliteDatabase> log
)
{
    private readonly DiskSpace space = new(options.Folder, clock);

    /// <exception cref="StartupException">With a sentence for the owner.</exception>
    public async Task<SqliteDatabase> OpenAsync(CancellationToken ct)
    {
        var folder = DataFolder.Take(options.Folder, log);
        try
        {
            log.LogDebug("SQLite {Version}, data in {Folder}.", SqliteEngine.Version, options.Folder);
            if (SqliteEngine.Warning is { } warning)
                log.LogWarning("{Warning}", warning);
            var ballast = new Ballast(options, space, log);
            if (space.IsScarce)
                ballast.Drop();
            new SqliteRestore(options, clock, log).Finish();
            RefuseDamage();
            DamageCheck.CheckVersions(options, lines);
            return await StartAsync(folder, ballast, ct);
        }
        catch (Exception trouble)
        {
            folder.Dispose();
            if (trouble is UnauthorizedAccessException)
                throw DataFolder.NotOurs(options.Folder, trouble);
            if (trouble is not (SqliteException or StoreUnavailableException or IOException))
                throw;
            var reason = SqliteTrouble.Explain(trouble, options.File).Message;
            throw new StartupException(
                $"The database cannot be opened: {reason} {space.Objection}".TrimEnd(),
                StartupException.Failure,
                trouble
            );
        }
    }

    private async Task<SqliteDatabase> StartAsync(DataFolder folder, Ballast ballast, CancellationToken ct)
    {
        var database = new SqliteDatabase(options, folder, space, ballast, new SqliteBackups(options, space, clock), failPoints, log);
        try
        {
            await MigrateAsync(database, ct);
            Native.SyncFolder(options.Folder);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private async Task MigrateAsync(SqliteDatabase database, CancellationToken ct)
    {
        var migrator = new Migrator(database, lines, clock, failPoints);
        var plan = await migrator.PlanAsync(ct);
        if (plan.Missing.Count == 0)
            return;
        if (!plan.IsFirst)
            log.LogInformation("Updating the database; a copy from before is {Copy}.", await database.Backups.CopyBeforeMigrationAsync(ct));
        await migrator.MigrateAsync(plan, ct);
    }

    private void RefuseDamage()
    {
        if (DamageCheck.Find(options) is not { } damage)
            return;
        if (options.SetDamagedAside)
        {
            var aside = DatabaseFiles.SetAside(options.File, "damaged", DatabaseFiles.Stamp(clock));
            log.LogError("The database was damaged ({Damage}). It is kept as {Aside}; a new one is begun, as you asked.", damage, aside);
            return;
        }
        var way = SqliteBackups.Newest(options) is { } newest
            ? $"Go back to the newest backup with './run restore {newest}'"
            : "There is no backup to go back to";
        throw new StartupException(
            $"The database {options.File} is damaged: {damage}. Nothing was changed. {way}, "
                + "or start with --set-damaged-aside to keep it under another name and begin a new one.",
            StartupException.Failure
        );
    }
}
