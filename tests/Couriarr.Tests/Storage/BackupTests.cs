using Couriarr.Jobs;
using Couriarr.Storage;
using Couriarr.Storage.Sqlite;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task B17_a_backup_taken_while_everybody_writes_is_whole_and_restores()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await scratch.FillAsync(2_000);
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writers = Enumerable.Range(0, 8).Select(WriteUntilStopped).ToArray();
        while (Volatile.Read(ref acknowledged) < 100)
            await Task.Yield();

        var before = Volatile.Read(ref acknowledged);
        var backup = await scratch.Database.Backups.BackUpAsync(Ct);
        var after = Volatile.Read(ref acknowledged);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await scratch.CloseAsync();
        scratch.Restore(backup);
        await scratch.OpenAsync();

        var pairs = await scratch.NotesAsync();
        var during = pairs.Count(n => n.StartsWith('w'));
        Assert.InRange(during / 2, before, after + writers.Length);
        Assert.Equal(
            pairs.Count(n => n.EndsWith(" a", StringComparison.Ordinal)),
            pairs.Count(n => n.EndsWith(" b", StringComparison.Ordinal))
        );

        async Task WriteUntilStopped(int writer)
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await AddPairAsync(scratch, $"w{writer} {i}");
                Interlocked.Increment(ref acknowledged);
            }
        }
    }

    [Fact]
    public async Task Keeps_the_newest_and_drops_the_oldest()
    {
        await using var scratch = await ScratchDatabase.OpenAsync(o => o with { KeptBackups = 3 });
        for (var day = 0; day < 5; day++)
        {
            await scratch.Database.Backups.BackUpAsync(Ct);
            scratch.Clock.Pass(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            ["couriarr-20260303-120000.db", "couriarr-20260304-120000.db", "couriarr-20260305-120000.db"],
            Directory.GetFiles(scratch.Options.Backups).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.EndsWith("couriarr-20260305-120000.db", SqliteBackups.Newest(scratch.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removes_the_half_that_a_kill_left()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        Directory.CreateDirectory(scratch.Options.Backups);
        var half = Path.Combine(scratch.Options.Backups, "couriarr-20260228-120000.db.part");
        await File.WriteAllTextAsync(half, "half", Ct);

        await scratch.Database.Backups.BackUpAsync(Ct);

        Assert.False(File.Exists(half));
    }

    [Fact]
    public async Task A_restore_keeps_the_present_database_aside()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await scratch.NoteAsync("then");
        var backup = await scratch.Database.Backups.BackUpAsync(Ct);
        await scratch.NoteAsync("since");
        await scratch.CloseAsync();

        scratch.Restore(backup);

        await scratch.OpenAsync();
        Assert.Equal(["then"], await scratch.NotesAsync());
        await scratch.CloseAsync();
        scratch.Clock.Pass(TimeSpan.FromSeconds(1));
        scratch.Restore(scratch.Options.File + ".before-restore-20260301-120000");
        await scratch.OpenAsync();
        Assert.Equal(["then", "since"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task A_restore_killed_half_way_is_finished_by_the_next_start()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await scratch.NoteAsync("then");
        var backup = await scratch.Database.Backups.BackUpAsync(Ct);
        await scratch.NoteAsync("since");
        await scratch.CloseAsync();

        new SqliteRestore(scratch.Options, scratch.Clock, scratch.Log).Prepare(backup);
        File.Move(scratch.Options.File, scratch.Options.File + ".before-restore-20260301-120000");

        await scratch.OpenAsync();
        Assert.Equal(["then"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task A_damaged_backup_is_not_restored()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await scratch.FillAsync(200);
        var backup = await scratch.Database.Backups.BackUpAsync(Ct);
        await scratch.CloseAsync();
        await using (var stream = new FileStream(backup, FileMode.Open))
            stream.SetLength(stream.Length - 4096);

        Assert.Throws<StartupException>(() => scratch.Restore(backup));

        await scratch.OpenAsync();
        Assert.Equal(200, (await scratch.NotesAsync()).Count);
    }

    [Fact]
    public async Task A_restore_refuses_while_the_program_runs()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        var backup = await scratch.Database.Backups.BackUpAsync(Ct);

        var refusal = Assert.Throws<StartupException>(() => scratch.Restore(backup));

        Assert.Contains("already running", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<int> AddPairAsync(ScratchDatabase scratch, string name) =>
        scratch.Database.WriteAsync(
            async s =>
                await s.ExecuteAsync("INSERT INTO notes (text) VALUES (@p1)", name + " a")
                + await s.ExecuteAsync("INSERT INTO notes (text) VALUES (@p1)", name + " b"),
            Couriarr.Storage.Sql.WriteKind.Growth,
            Ct
        );
}
