using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Couriarr.Storage.Sqlite;
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
        await scratch.OpenAsync();

        Assert.Equal(2_000, (await scratch.NotesAsync()).Count);
    }

    [Fact]
    public async Task Keeps_texts_of_every_length()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        string[] texts = ["", "é", new('é', 16 * 1024), new('é', (16 * 1024) + 1)];

        foreach (var text in texts)
            await scratch.NoteAsync(text);

        Assert.Equal(texts, await scratch.NotesAsync());
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

    [Fact]
    public async Task A_commit_that_fails_stores_nothing_and_tells_everyone_in_it()
    {
        await using var scratch = new ScratchDatabase { FailPoints = new ThrowAt("commit.before", time: 4) };
        await scratch.OpenAsync();
        await scratch.NoteAsync("before");

        await Assert.ThrowsAsync<FaultException>(() => scratch.NoteAsync("lost"));
        await scratch.NoteAsync("after");

        Assert.Equal(["before", "after"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task Work_cancelled_before_its_turn_never_runs()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            scratch.Database.WriteAsync(
                s => s.ExecuteAsync("INSERT INTO notes (text) VALUES ('no')"),
                WriteKind.Upkeep,
                new CancellationToken(true)
            )
        );

        Assert.Empty(await scratch.NotesAsync());
    }

    [Fact]
    public async Task Finishes_what_waits_before_it_closes_and_takes_nothing_after()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        var open = scratch.Database;

        var accepted = scratch.FillAsync(500);
        await scratch.CloseAsync();
        await accepted;

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            open.WriteAsync(s => s.ExecuteAsync("DELETE FROM notes"), WriteKind.Upkeep, TestContext.Current.CancellationToken)
        );
        await scratch.OpenAsync();
        Assert.Equal(500, (await scratch.NotesAsync()).Count);
    }

    [Fact]
    public async Task A_dedicated_thread_gets_its_write_while_the_thread_pool_is_starved()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        // Not disposed: the blockers look at it after the test.
        var hold = new ManualResetEventSlim();
        var probe = new TaskCompletionSource();
        var (stored, starved) = (false, false);

        var caller = new Thread(() =>
        {
            for (var i = 0; i < ThreadPool.ThreadCount + 100; i++)
                ThreadPool.UnsafeQueueUserWorkItem(_ => hold.Wait(), null);
            ThreadPool.UnsafeQueueUserWorkItem(_ => probe.SetResult(), null);
            stored = scratch.NoteAsync("starved").Wait(TimeSpan.FromSeconds(10));
            starved = !probe.Task.IsCompleted;
            hold.Set();
        });
        caller.Start();
        caller.Join();
        await probe.Task;

        Assert.True(stored);
        Assert.True(starved, "the pool was not starved, so this proves nothing");
    }

    [Fact]
    public async Task A_commit_that_failed_after_it_was_made_is_not_reported_as_stored()
    {
        await using var scratch = new ScratchDatabase { FailPoints = new ThrowAt("commit.after", time: 3) };
        await scratch.OpenAsync();

        await Assert.ThrowsAsync<FaultException>(() => scratch.NoteAsync("unknown to its caller"));

        Assert.Equal(["unknown to its caller"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task B02_ballast_that_can_be_neither_filled_nor_removed_stops_no_write()
    {
        await using var scratch = new ScratchDatabase();
        // In its place lies what cannot be written to nor deleted as a file.
        Directory.CreateDirectory(Path.Combine(scratch.Options.Folder, "couriarr.ballast"));
        await scratch.OpenAsync();

        await scratch.NoteAsync("first");
        await scratch.NoteAsync("second");

        Assert.Equal(["first", "second"], await scratch.NotesAsync());
        Assert.Single(scratch.Log.Lines, line => line.Contains("jobs go on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Statements_put_together_from_pieces_do_not_pile_up()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        using var link = SqliteLink.ForReading(scratch.Options.File);

        for (var i = 0; i < 1_000; i++)
        {
            using var session = new SqliteSession(link);
            Assert.Equal(i, await session.FirstAsync($"SELECT {i}", r => r.GetInt32(0)));
        }

        Assert.InRange(link.Kept, 1, 300);
    }
}
