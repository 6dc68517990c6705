using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Sqlite;

/// <summary>The whole database in one file: one writer, a few readers.</summary>
internal sealed class SqliteDatabase : Database, IAsyncDisposable
{
    private readonly DataFolder folder;
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private int closed;

    public SqliteDatabase(
        SqliteOptions options,
        DataFolder folder,
        DiskSpace space,
        Ballast ballast,
        SqliteBackups backups,
        IFailPoints failPoints,
        ILogger log
    )
    {
        (this.folder, Options, Backups) = (folder, options, backups);
        writer = new SqliteWriter(options, space, ballast, failPoints, log);
        readers = new SqliteReaders(options);
    }

    public override string Engine => $"SQLite {SqliteEngine.Version}";

    public SqliteOptions Options { get; }
    public SqliteBackups Backups { get; }

    /// <summary>Writes that wait for the writer.</summary>
    public int Waiting => writer.Waiting;

    /// <summary>Told about every commit: how many writes shared it, and how long it took from the lock to the disk.</summary>
    public Action<int, TimeSpan>? Committed
    {
        set => writer.Committed = value;
    }

    // The writer's own task goes out, with no step of ours in between: whoever blocks on it needs no thread of the pool.
    public override Task<T> WriteAsync<T>(Func<Session, ValueTask<T>> work, WriteKind kind, CancellationToken ct)
    {
        var request = new WriteRequest<T>(work, kind, ct);
        writer.Add(request);
        return request.Task;
    }

    public override Task<T> ReadAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken ct) => readers.ReadAsync(work, ct);

    /// <summary>The writer closes last: only it may move the log into the file. Then the folder is free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0)
            return;
        await Backups.DisposeAsync();
        await readers.DisposeAsync();
        await writer.DisposeAsync();
        folder.Dispose();
    }
}
