using Couriarr.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Couriarr.Storage.Sqlite;

/// <summary>Looks into copies of the database, wherever they come from, before anything relies on them.</summary>
internal sealed class SqliteCopies(SqliteOptions options, IReadOnlyList<MigrationLine> lines, TimeProvider clock)
{
    private const int Kept = 3;
    private const string Brought = "uploaded-";
    private const string Half = ".coming";

    /// <returns>Why it cannot be gone back to; null when it can.</returns>
    public string? Trouble(string file)
    {
        try
        {
            if (new FileInfo(file).Length == 0 || !DamageCheck.HasHeader(file))
                return "It does not begin as a database does.";
            if (DamageCheck.Find(file, "integrity_check(1)") is { } damage)
                return $"It is damaged: {damage}.";
            if (Count(file, ["schema_versions", "job_fence"]).Values.Any(rows => rows == 0))
                return "It is no copy of Couriarr's database.";
            DamageCheck.CheckVersions(file, lines);
            return null;
        }
        catch (Exception e) when (e is StartupException or SqliteException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    public static IReadOnlyDictionary<string, long> Count(string file, IReadOnlyList<string> tables)
    {
        using var link = SqliteLink.ForLooking(file);
        using var session = new SqliteSession(link);
        return tables.ToDictionary(table => table, table => Count(session, table));
    }

    public async Task<string> TakeInAsync(Stream content, long length, long spare, CancellationToken ct)
    {
        if (length > spare)
            throw Refused($"It has {DiskSpace.Size(length)}, {DiskSpace.Size(spare)} can be spared. Make room on that disk.");
        var name = Path.Combine(options.Backups, $"{Brought}{DatabaseFiles.Stamp(clock)}.db");
        try
        {
            Directory.CreateDirectory(options.Backups);
            await using (var file = new FileStream(name + Half, FileMode.Create, FileAccess.Write))
                await content.CopyToAsync(file, ct);
            if (await AsideAsync(() => Trouble(name + Half)) is { } trouble)
                throw Refused(trouble);
            DatabaseFiles.Sync(name + Half);
            File.Move(name + Half, name, overwrite: true);
            Native.SyncFolder(options.Backups);
            Prune();
            return name;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e.Message);
        }
        finally
        {
            File.Delete(name + Half);
        }
    }

    /// <summary>Reading through a large file takes its time.</summary>
    public static Task<T> AsideAsync<T>(Func<T> look) => Task.Factory.StartNew(look, TaskCreationOptions.LongRunning);

    private static long Count(SqliteSession session, string table) =>
        session.Run(s =>
            s.FirstAsync($"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'", row => row.GetInt64(0))
        ) == 0
            ? 0
            : session.Run(s => s.FirstAsync($"SELECT count(*) FROM {table}", row => row.GetInt64(0)));

    private void Prune()
    {
        foreach (var old in Directory.EnumerateFiles(options.Backups, $"{Brought}*.db").OrderDescending(StringComparer.Ordinal).Skip(Kept))
            File.Delete(old);
    }

    private static StartupException Refused(string why) => new(why, StartupException.Failure);
}
