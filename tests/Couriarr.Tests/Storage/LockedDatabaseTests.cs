using System.Diagnostics;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class LockedDatabaseTests
{
    [Fact]
    public async Task B05_writes_are_given_up_for_certain_while_another_process_holds_the_lock_and_reads_go_on()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "needs the sqlite3 program as the other process");
        await using var scratch = await ScratchDatabase.OpenAsync(o => o with { Patience = TimeSpan.FromSeconds(2) });
        await scratch.NoteAsync("before");
        using var other = Shell.Start("sqlite3", scratch.Options.File);
        await other.StandardInput.WriteLineAsync("BEGIN EXCLUSIVE; SELECT 'locked';");
        Assert.Equal("locked", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        var since = Stopwatch.GetTimestamp();
        var refused = Enumerable.Range(0, 300).Select(i => scratch.NoteAsync($"never {i}")).ToArray();
        Assert.Equal(["before"], await scratch.NotesAsync());
        await Task.Run(() => { }, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(refused, write => write.IsCompleted);
        foreach (var write in refused)
            Assert.Contains(
                "another process",
                (await Assert.ThrowsAsync<StoreUnavailableException>(() => write)).Message,
                StringComparison.Ordinal
            );
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(10));

        var patient = scratch.NoteAsync("after");
        await other.StandardInput.WriteLineAsync("ROLLBACK;");
        other.StandardInput.Close();
        await patient;
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["before", "after"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task A_write_that_hangs_lets_those_behind_it_go()
    {
        await using var scratch = await ScratchDatabase.OpenAsync(o => o with { Patience = TimeSpan.FromMilliseconds(300) });
        using var hold = new ManualResetEventSlim();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var slow = scratch.Database.WriteAsync(
            s =>
            {
                started.SetResult();
                hold.Wait();
                return s.ExecuteAsync("INSERT INTO notes (text) VALUES ('slow')");
            },
            WriteKind.Upkeep,
            TestContext.Current.CancellationToken
        );
        await started.Task;
        var behind = scratch.NoteAsync("behind");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => behind);
        hold.Set();
        await slow;
        Assert.Equal(["slow"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task Reads_beyond_the_readers_wait_a_bounded_time()
    {
        await using var scratch = await ScratchDatabase.OpenAsync(o => o with { Patience = TimeSpan.FromMilliseconds(300), Readers = 1 });
        using var hold = new ManualResetEventSlim();
        var reading = scratch.Database.ReadAsync(
            s =>
            {
                hold.Wait();
                return s.QueryAsync("SELECT 1", r => r.GetInt32(0));
            },
            TestContext.Current.CancellationToken
        );

        await Assert.ThrowsAsync<StoreUnavailableException>(scratch.NotesAsync);
        hold.Set();
        Assert.Equal([1], await reading);
    }

    [Fact]
    public async Task Readers_see_one_moment_and_cannot_write()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await scratch.NoteAsync("one");
        const string count = "SELECT count(*) FROM notes";

        var seen = await scratch.Database.ReadAsync(
            async s =>
            {
                var first = await s.FirstAsync(count, r => r.GetInt32(0));
                scratch.NoteAsync("two").Wait();
                return (first, await s.FirstAsync(count, r => r.GetInt32(0)));
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal((1, 1), seen);
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            scratch.Database.ReadAsync(s => s.ExecuteAsync("DELETE FROM notes"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(2, (await scratch.NotesAsync()).Count);
    }

    [Fact]
    public async Task A_look_that_takes_too_long_is_given_up()
    {
        await using var scratch = await ScratchDatabase.OpenAsync(o => o with { LongestRead = TimeSpan.FromMilliseconds(100) });

        var trouble = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            EndlessReadAsync(scratch, TestContext.Current.CancellationToken)
        );

        Assert.Contains("given up", trouble.Message, StringComparison.Ordinal);
        Assert.Empty(await scratch.NotesAsync());
    }

    [Fact]
    public async Task A_look_ends_when_nobody_waits_for_it_any_more()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EndlessReadAsync(scratch, gone.Token));

        Assert.Empty(await scratch.NotesAsync());
    }

    private static Task<List<long>> EndlessReadAsync(ScratchDatabase scratch, CancellationToken ct) =>
        scratch.Database.ReadAsync(
            s => s.QueryAsync("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", r => r.GetInt64(0)),
            ct
        );
}
