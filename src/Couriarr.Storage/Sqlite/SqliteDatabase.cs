using Couriarr.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Sqlite;

/// <summary>The whole database in one file: one writer, a few readers.</summary>
internal sealed class SqliteDatabase : Database, IAsyncDisposable
{
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;

    private SqliteDatabase(SqliteWriter writer, SqliteReaders readers) => (this.writer, this.readers) = (writer, readers);

    public static async Task<SqliteDatabase> OpenAsync(
        SqliteOptions options,
        IReadOnlyList<MigrationLine> lines,
        TimeProvider clock,
        IFailPoints failPoints,
        CancellationToken ct
    )
    {
        Directory.CreateDirectory(options.Folder);
        var database = new SqliteDatabase(new SqliteWriter(options, failPoints), new SqliteReaders(options));
        try
        {
            await new Migrator(database, lines, clock, failPoints).MigrateAsync(ct);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    // The writer's own task goes out, with no step of ours in between: whoever blocks on it needs no thread of the pool.
    public override Task<T> WriteAsync<T>(Func<Session, ValueTask<T>> work, WriteKind kind, CancellationToken ct)
    {
        var request = new WriteRequest<T>(work, kind, ct);
        writer.Add(request);
        return request.Task;
    }

    public override Task<T> ReadAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken ct) => readers.ReadAsync(work, ct);

    public async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await writer.DisposeAsync();
    }
}
