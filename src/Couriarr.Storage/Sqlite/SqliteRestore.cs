using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Sqlite;

/// <summary>Puts a backup in the place of the database, which is kept aside. Killed half-way, the next start finishes it.</summary>
internal sealed class SqliteRestore(SqliteOptions options, TimeProvider clock, ILogger log)
{
    private const string Half = ".part";

    private string Prefix => options.File + ".restoring-";

    /// <summary>For the command line: nothing may run on the folder meanwhile.</summary>
    /// <param name="change">SQL that prepares the copy for its second life.</param>
    public void Restore(string backup, string? change = null)
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
        Prepare(backup, change);
        Finish();
    }

    /// <summary>The complete copy under this name is the decision: from here on the restore happens.</summary>
    internal void Prepare(string backup, string? change = null)
    {
        var ready = Prefix + DatabaseFiles.Stamp(clock);
        File.Copy(backup, ready + Half, overwrite: true);
        if (change is not null)
            Change(ready + Half, backup, change);
        DatabaseFiles.Sync(ready + Half);
        File.Move(ready + Half, ready, overwrite: true);
        Native.SyncFolder(options.Folder);
    }

    private static void Change(string copy, string backup, string change)
    {
        try
        {
            using var link = SqliteLink.ForWriting(copy);
            link.Execute(change, []);
        }
        catch (SqliteException e)
        {
            File.Delete(copy);
            throw new StartupException(
                $"The file {backup} is no copy of Couriarr's database ({e.Message}). Nothing was changed.",
                StartupException.Configuration,
                e
            );
        }
    }

    /// <summary>Does nothing unless a restore was decided.</summary>
    public void Finish()
    {
        var copies = Directory.GetFiles(options.Folder, Path.GetFileName(Prefix) + "*");
        foreach (var half in copies.Where(c => c.Contains(Half, StringComparison.Ordinal)))
            File.Delete(half);
        if (copies.Where(c => !c.Contains(Half, StringComparison.Ordinal)).Max(StringComparer.Ordinal) is not { } ready)
            return;
        var aside = DatabaseFiles.SetAside(options.File, "before-restore", ready[Prefix.Length..]);
        File.Move(ready, options.File);
        Native.SyncFolder(options.Folder);
        log.LogInformation("Restored the database; the one before is kept as {Aside}.", aside);
    }
}
