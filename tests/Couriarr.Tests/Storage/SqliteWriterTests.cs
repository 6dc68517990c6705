using Couriarr.Storage.Sql;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class SqliteWriterTests
{
    [Fact]
    public async Task Keeps_what_many_callers_wrote_at_once()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => scratch.NoteAsync($"note {i}")));
        await scratch.ReopenAsync();

        Assert.Equal(2_000, await scratch.CountAsync());
    }

    [Fact]
    public async Task A_request_that_fails_undoes_only_itself()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        var all = Enumerable.Range(0, 300).Select(i => i == 150 ? AddThenThrow(scratch) : scratch.NoteAsync($"note {i}")).ToArray();

        var failure = await Assert.ThrowsAsync<SqliteException>(() => all[150]);
        await Task.WhenAll(all.Where((_, i) => i != 150));

        Assert.Equal(19, failure.SqliteErrorCode);
        var notes = await scratch.NotesAsync();
        Assert.Equal(299, notes.Count);
        Assert.DoesNotContain("half", notes);
    }

    [Fact]
    public async Task Work_that_awaits_something_else_is_refused_and_undone()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        var elsewhere = new TaskCompletionSource();

        var write = scratch.Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO notes (text) VALUES ('before')");
                await elsewhere.Task;
                return await session.ExecuteAsync("INSERT INTO notes (text) VALUES ('after')");
            },
            WriteKind.Upkeep,
            TestContext.Current.CancellationToken
        );

        await Assert.ThrowsAsync<InvalidOperationException>(() => write);
        elsewhere.SetResult();
        Assert.Empty(await scratch.NotesAsync());
    }

    [Fact]
    public async Task Tells_how_many_rows_changed()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await scratch.NoteAsync("one");

        var changed = await scratch.Database.WriteAsync(
            async s =>
                (await s.ExecuteAsync("UPDATE notes SET text = 'two'"), await s.ExecuteAsync("DELETE FROM notes WHERE id = @p1", -1)),
            WriteKind.Upkeep,
            TestContext.Current.CancellationToken
        );

        Assert.Equal((1, 0), changed);
    }

    private static Task<int> AddThenThrow(ScratchDatabase scratch) =>
        scratch.Database.WriteAsync(
            async s =>
            {
                await s.ExecuteAsync("INSERT INTO notes (text) VALUES ('half')");
                return await s.ExecuteAsync("INSERT INTO notes (text) VALUES ('half')");
            },
            WriteKind.Growth,
            TestContext.Current.CancellationToken
        );
}
