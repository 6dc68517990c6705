using Couriarr.Storage.Sql;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class SharedCommitTests
{
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

    [Theory]
    [InlineData("INSERT OR ROLLBACK INTO notes (text) VALUES ('note 1')")]
    [InlineData("INSERT INTO replies (note) VALUES (-1)")]
    public async Task A_mistake_that_ends_the_shared_transaction_hits_only_the_one_who_made_it(string mistake)
    {
        const string replies = "CREATE TABLE replies (note integer REFERENCES notes(id) DEFERRABLE INITIALLY DEFERRED)";
        await using var scratch = new ScratchDatabase
        {
            Lines = [ScratchDatabase.Notes, new MigrationLine("replies", [new MigrationStep(1, replies)])],
        };
        await scratch.OpenAsync();
        using var hold = new ManualResetEventSlim();
        var first = WriteAsync(scratch, "DELETE FROM notes", hold);

        var notes = Enumerable.Range(0, 50).Select(i => scratch.NoteAsync($"note {i}")).ToList();
        var wrong = WriteAsync(scratch, mistake);
        notes.AddRange(Enumerable.Range(50, 50).Select(i => scratch.NoteAsync($"note {i}")));
        hold.Set();

        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => wrong)).SqliteErrorCode);
        await first;
        await Task.WhenAll(notes);
        Assert.Equal(100, (await scratch.NotesAsync()).Count);
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

    private static Task<int> WriteAsync(ScratchDatabase scratch, string sql, ManualResetEventSlim? hold = null) =>
        scratch.Database.WriteAsync(
            s =>
            {
                hold?.Wait();
                return s.ExecuteAsync(sql);
            },
            WriteKind.Growth,
            TestContext.Current.CancellationToken
        );
}
