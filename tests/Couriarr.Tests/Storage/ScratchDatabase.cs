using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Couriarr.Storage.Sqlite;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>A folder of its own with a database of one little table, gone after the test.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    public static readonly MigrationLine Notes = new(
        "notes",
        [new MigrationStep(1, "CREATE TABLE notes (id integer PRIMARY KEY, text text NOT NULL UNIQUE)")]
    );

    private ScratchDatabase(SqliteOptions options) => Options = options;

    public SqliteOptions Options { get; }
    public SqliteDatabase Database { get; private set; } = null!;

    public static async Task<ScratchDatabase> OpenAsync(
        Func<SqliteOptions, SqliteOptions>? change = null,
        IFailPoints? failPoints = null,
        string? folder = null
    )
    {
        var options = new SqliteOptions(folder ?? Directory.CreateTempSubdirectory("couriarr-").FullName);
        var scratch = new ScratchDatabase(change?.Invoke(options) ?? options);
        await scratch.ReopenAsync(failPoints: failPoints);
        return scratch;
    }

    public async Task ReopenAsync(IReadOnlyList<MigrationLine>? lines = null, IFailPoints? failPoints = null)
    {
        if (Database is not null)
            await Database.DisposeAsync();
        Database = await SqliteDatabase.OpenAsync(
            Options,
            lines ?? [Notes],
            TimeProvider.System,
            failPoints ?? new NoFailPoints(),
            TestContext.Current.CancellationToken
        );
    }

    public Task<int> NoteAsync(string text, WriteKind kind = WriteKind.Growth) =>
        Database.WriteAsync(
            s => s.ExecuteAsync("INSERT INTO notes (text) VALUES (@p1)", text),
            kind,
            TestContext.Current.CancellationToken
        );

    public async Task<long> CountAsync() => (await NotesAsync()).Count;

    public Task<List<string>> NotesAsync() =>
        Database.ReadAsync(
            s => s.QueryAsync("SELECT text FROM notes ORDER BY id", r => r.GetString(0)),
            TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
            await Database.DisposeAsync();
        Directory.Delete(Options.Folder, recursive: true);
    }
}
