using Couriarr.Jobs;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Storage;

/// <summary>The kept copies of the database. Of one on a server we keep none: who runs the server backs it up.</summary>
public sealed class Backups
{
    private readonly SqliteOptions _options;
    private readonly SqliteBackups? _copies;

    internal Backups(SqliteOptions options, SqliteBackups? copies) => (_options, _copies) = (options, copies);

    /// <summary>Why no copies are made here, and what to do instead; null when they are.</summary>
    public string? Objection =>
        _copies is null ? "The database is on a PostgreSQL server. Back it up there, every day, with pg_dump or pg_basebackup." : null;

    /// <summary>Makes a whole, checked copy while everything goes on; the oldest beyond ten are forgotten.</summary>
    public async Task<Backup> MakeAsync(CancellationToken ct) =>
        _copies is null ? throw new StoreUnavailableException(Objection!) : Of(await _copies.BackUpAsync(ct));

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Backup> List() =>
        Directory.Exists(_options.Backups)
            ? [.. Directory.EnumerateFiles(_options.Backups, "couriarr-*.db").Select(Of).OrderByDescending(backup => backup.MadeAt)]
            : [];

    private static Backup Of(string file) =>
        new(Path.GetFileName(file), new FileInfo(file).Length, new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero));
}

public sealed record Backup(string Name, long Bytes, DateTimeOffset MadeAt);
