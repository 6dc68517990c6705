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

    private readonly bool ownsFolder;

    public ScratchDatabase(Func<SqliteOptions, SqliteOptions>? change = null, string? folder = null)
    {
        ownsFolder = folder is null;
        var options = new SqliteOptions(folder ?? Directory.CreateTempSubdirectory("couriarr-").FullName);
        Options = change?.Invoke(options) ?? options;
    }

    public SqliteOptions Options { get; set; }
    public ManualClock Clock { get; } = new();
    public OwnersLog Log { get; } = new();
    public IFailPoints FailPoints { get; set; } = new NoFailPoints();
    public IReadOnlyList<MigrationLine> Lines { get; set; } = [Notes];
    public SqliteDatabase Database { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ScratchDatabase> OpenAsync(Func<SqliteOptions, SqliteOptions>? change = null, string? folder = null)
    {
        var scratch = new ScratchDatabase(change, folder);
        await scratch.OpenAsync();
        return scratch;
    }

    public async Task OpenAsync()
    {
        await CloseAsync();
        Database = await new SqliteOpening(Options, Lines, Clock, FailPoints, Log).OpenAsync(Ct);
    }

    public async Task CloseAsync()
    {
        if (Database is not null)
            await Database.DisposeAsync();
        Database = null!;
    }

    public void Restore(string backup) => new SqliteRestore(Options, Clock, Log).Restore(backup);

    public Task<int> NoteAsync(string text, WriteKind kind = WriteKind.Growth) =>
        Database.WriteAsync(s => s.ExecuteAsync("INSERT INTO notes (text) VALUES (@p1)", text), kind, Ct);

    public Task<List<string>> NotesAsync() =>
        Database.ReadAsync(s => s.QueryAsync("SELECT text FROM notes ORDER BY id", r => r.GetString(0)), Ct);

    public Task FillAsync(int notes) => Task.WhenAll(Enumerable.Range(0, notes).Select(i => NoteAsync($"{i} {new string('x', 200)}")));

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (ownsFolder)
            Directory.Delete(Options.Folder, recursive: true);
    }
}
