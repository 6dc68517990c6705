using Couriarr.Jobs;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Storage;

/// <summary>The kept copies of the database. Of one on a server we keep none: who runs the server backs it up.</summary>
public sealed class Backups
{
    private readonly SqliteOptions _options;
    private readonly SqliteBackups? _copies;
    private readonly SqliteCopies? _others;

    internal Backups(SqliteOptions options, SqliteBackups? copies, SqliteCopies? others) =>
        (_options, _copies, _others) = (options, copies, others);

    /// <summary>Why no copies are made here, and what to do instead; null when they are.</summary>
    public string? Objection =>
        _copies is null ? "The database is on a PostgreSQL server. Back it up there, every day, with pg_dump or pg_basebackup." : null;

    /// <summary>What may still be written to the data folder's disk, as far as we keep watch over it.</summary>
    public long SpareBytes => _copies?.SpareBytes ?? long.MaxValue;

    /// <summary>Makes a whole, checked copy while everything goes on; the oldest beyond ten are forgotten.</summary>
    public async Task<Backup> MakeAsync(CancellationToken ct) =>
        _copies is null ? throw new StoreUnavailableException(Objection!) : Of(await _copies.BackUpAsync(ct));

    /// <summary>Newest first, those that were brought along among them.</summary>
    public IReadOnlyList<Backup> List() =>
        Directory.Exists(_options.Backups)
            ? [.. Directory.EnumerateFiles(_options.Backups, "*.db").Select(Of).OrderByDescending(backup => backup.MadeAt)]
            : [];

    /// <summary>Null when there is none of that name.</summary>
    public Backup? Find(string name) => List().FirstOrDefault(backup => backup.Name == name);

    /// <summary>Takes in a copy that somebody brings along, once it was found to be whole and ours. Of those, three are kept.</summary>
    /// <exception cref="StartupException">With a sentence for whoever brought it; nothing is kept of it then.</exception>
    public async Task<Backup> TakeInAsync(Stream content, long length, CancellationToken ct) =>
        _copies is null || _others is null
            ? throw new StartupException(Objection!, StartupException.Configuration)
            : Of(await _others.TakeInAsync(content, length, _copies.SpareBytes, ct));

    /// <returns>Why it cannot be gone back to; null when it can.</returns>
    public Task<string?> TroubleAsync(Backup backup) =>
        _others is null ? Task.FromResult(Objection) : SqliteCopies.AsideAsync(() => _others.Trouble(FileOf(backup)));

    /// <summary>How many rows of these tables there are in a copy, or now; a table that it does not have has none.</summary>
    /// <param name="backup">Null for the database in use.</param>
    public Task<IReadOnlyDictionary<string, long>> CountAsync(Backup? backup, IReadOnlyList<string> tables) =>
        SqliteCopies.AsideAsync(() => SqliteCopies.Count(backup is null ? _options.File : FileOf(backup), tables));

    private string FileOf(Backup backup) => Path.Combine(_options.Backups, backup.Name);

    private static Backup Of(string file) =>
        new(Path.GetFileName(file), new FileInfo(file).Length, new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero));
}

public sealed record Backup(string Name, long Bytes, DateTimeOffset MadeAt);
