using Couriarr.Jobs;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Couriarr.Storage.Sqlite;

/// <summary>Whole, checked copies of the database, made while it is in use. A copy that fails leaves the older ones alone.</summary>
internal sealed class SqliteBackups(SqliteOptions options, DiskSpace space, TimeProvider clock) : IAsyncDisposable
{
    private const string Pattern = "couriarr-????????-??????.db";
    private const string BeforeMigration = "couriarr-before-migration-";
    private const string Half = ".part";
    private static readonly int Stamped = "yyyyMMdd-HHmmss.db".Length;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource closing = new();

    /// <summary>What may still be written to that disk.</summary>
    public long SpareBytes => space.SpareBytes;

    public static string? Newest(SqliteOptions options) =>
        Directory.Exists(options.Backups)
            ? Directory.EnumerateFiles(options.Backups, "couriarr-*.db").MaxBy(file => file[^Stamped..], StringComparer.Ordinal)
            : null;

    /// <returns>The new file.</returns>
    public Task<string> BackUpAsync(CancellationToken ct) =>
        CopyAsync($"couriarr-{DatabaseFiles.Stamp(clock)}.db", Pattern, options.KeptBackups, ct);

    public Task<string> CopyBeforeMigrationAsync(CancellationToken ct) =>
        CopyAsync($"{BeforeMigration}{DatabaseFiles.Stamp(clock)}.db", BeforeMigration + "*.db", keep: 3, ct);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await turn.WaitAsync();
    }

    private async Task<string> CopyAsync(string name, string pattern, int keep, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, closing.Token);
        await turn.WaitAsync(either.Token);
        try
        {
            return await Task.Factory.StartNew(() => Copy(name, pattern, keep, either.Token), TaskCreationOptions.LongRunning);
        }
        finally
        {
            turn.Release();
        }
    }

    private string Copy(string name, string pattern, int keep, CancellationToken ct)
    {
        var (half, whole) = (Path.Combine(options.Backups, name + Half), Path.Combine(options.Backups, name));
        try
        {
            Directory.CreateDirectory(options.Backups);
            RemoveHalves();
            CheckRoom();
            VacuumInto(half, ct);
            DatabaseFiles.Sync(half);
            if (DamageCheck.Find(half, "integrity_check(1)") is { } damage)
                throw new StoreUnavailableException(
                    $"The copy {half} is damaged ({damage}), and so perhaps is the database. Check the disk."
                );
            File.Move(half, whole, overwrite: true);
            Native.SyncFolder(options.Backups);
            Prune(pattern, keep);
            return whole;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            ct.ThrowIfCancellationRequested();
            throw new StoreUnavailableException(
                $"No backup was made in {options.Backups}; the older ones are as they were. {e.Message}",
                e
            );
        }
        finally
        {
            RemoveHalves();
        }
    }

    private void VacuumInto(string half, CancellationToken ct)
    {
        using var link = SqliteLink.ForCopying(options.File);
        using var stop = ct.Register(() => raw.sqlite3_interrupt(link.Handle));
        ct.ThrowIfCancellationRequested();
        link.Prepare("VACUUM INTO @p1").Execute([half]);
    }

    private void CheckRoom()
    {
        var needed = new FileInfo(options.File).Length;
        if (space.SpareBytes < needed)
            throw new IOException(
                $"It needs {DiskSpace.Size(needed)}, {DiskSpace.Size(space.SpareBytes)} can be spared. Make room on that disk."
            );
    }

    private void Prune(string pattern, int keep)
    {
        foreach (var old in Directory.EnumerateFiles(options.Backups, pattern).OrderDescending(StringComparer.Ordinal).Skip(keep))
            File.Delete(old);
    }

    private void RemoveHalves()
    {
        if (!Directory.Exists(options.Backups))
            return;
        foreach (var half in Directory.EnumerateFiles(options.Backups, $"*{Half}*"))
            File.Delete(half);
    }
}
