using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Sqlite;

/// <summary>Puts a backup in the place of the database, which is kept aside. Killed half-way, the next start finishes it.</summary>
internal sealed class SqliteRestore(SqliteOptions options, TimeProvider clock, ILogger log)
{
    private const string Half = ".part";

    private string Prefix => options.File + ".restoring-";

    /// <summary>For the command line: nothing may run on the folder meanwhile.</summary>
    public void Restore(string backup)
    {
        using var folder = DataFolder.Take(options.Folder, log);
        _ = SqliteEngine.Version;
        if (!File.Exists(backup))
            throw new StartupException($"There is no backup {backup}. Look into {options.Backups}.", StartupException.Configuration);
        if (DamageCheck.Find(backup, "integrity_check(1)") is { } damage)
            throw new StartupException(
                $"The backup {backup} is damaged: {damage}. Choose an older one; nothing was changed.",
                StartupException.Failure
            );
        Prepare(backup);
        Finish();
    }

    /// <summary>The complete copy under this name is the decision: from here on the restore happens.</summary>
    internal void Prepare(string backup)
    {
        var ready = Prefix + DatabaseFiles.Stamp(clock);
        File.Copy(backup, ready + Half, overwrite: true);
        DatabaseFiles.Sync(ready + Half);
        File.Move(ready + Half, ready, overwrite: true);
        Native.SyncFolder(options.Folder);
    }

    /// <summary>Does nothing unless a restore was decided.</summary>
    public void Finish()
    {
        var copies = Directory.GetFiles(options.Folder, Path.GetFileName(Prefix) + "*");
        foreach (var half in copies.Where(c => c.EndsWith(Half, StringComparison.Ordinal)))
            File.Delete(half);
        if (copies.Where(c => !c.EndsWith(Half, StringComparison.Ordinal)).Max(StringComparer.Ordinal) is not { } ready)
            return;
        var aside = DatabaseFiles.SetAside(options.File, "before-restore", ready[Prefix.Length..]);
        File.Move(ready, options.File);
        Native.SyncFolder(options.Folder);
        log.LogInformation("Restored the database; the one before is kept as {Aside}.", aside);
    }
}
