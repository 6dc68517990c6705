using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class FullDiskTests
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task B02_a_full_disk_refuses_new_work_but_lets_the_running_end()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        await using var scratch = await ScratchDatabase.OpenAsync(folder: disk.Data);
        await scratch.FillAsync(100);
        var ballast = Path.Combine(disk.Data, "couriarr.ballast");
        Assert.True(File.Exists(ballast));

        disk.Fill();
        scratch.Clock.Pass(AWhile);
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => scratch.NoteAsync("new"));
        Assert.Contains("data disk full", refusal.Message, StringComparison.Ordinal);
        for (var i = 0; i < 300; i++)
            await scratch.NoteAsync($"end {i} {new string('x', 500)}", WriteKind.Upkeep);
        Assert.False(File.Exists(ballast));
        Assert.Contains(scratch.Log.Lines, line => line.Contains("data disk is full", StringComparison.Ordinal));

        disk.Empty();
        scratch.Clock.Pass(AWhile);
        await scratch.NoteAsync("welcome again");
        await scratch.CloseAsync();
        Assert.True(File.Exists(ballast));
        await scratch.OpenAsync();
        Assert.Equal(401, (await scratch.NotesAsync()).Count);
    }

    [Fact]
    public async Task B02_a_disk_filled_behind_our_back_undoes_new_work_and_keeps_what_ends()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        await using var scratch = await ScratchDatabase.OpenAsync(folder: disk.Data);
        using var hold = new ManualResetEventSlim();
        var running = scratch.Database.WriteAsync(
            s =>
            {
                hold.Wait();
                return s.ExecuteAsync("DELETE FROM notes");
            },
            WriteKind.Upkeep,
            TestContext.Current.CancellationToken
        );

        // The clock stands still: the look at the disk is of before it was filled.
        disk.Fill();
        var grow = Enumerable.Range(0, 20).Select(i => scratch.NoteAsync($"new {i} {new string('x', 20_000)}")).ToArray();
        var end = scratch.NoteAsync("end", WriteKind.Upkeep);
        hold.Set();

        await running;
        await end;
        foreach (var write in grow)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => write);
        Assert.Equal(["end"], await scratch.NotesAsync());
        Assert.DoesNotContain(scratch.Log.Lines, line => line.Contains("No ballast", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B02_starts_on_a_disk_that_is_full_already()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=4m");
        await using var scratch = await ScratchDatabase.OpenAsync(folder: disk.Data);
        await scratch.NoteAsync("before");
        await scratch.CloseAsync();
        disk.Fill();

        await scratch.OpenAsync();
        scratch.Clock.Pass(AWhile);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => scratch.NoteAsync("new"));
        await scratch.NoteAsync("end", WriteKind.Upkeep);
        Assert.Equal(["before", "end"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task B03_a_disk_without_free_inodes_refuses_new_work_and_says_so()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=32m,nr_inodes=24");
        await using var scratch = await ScratchDatabase.OpenAsync(folder: disk.Data);
        var files = Enumerable.Range(0, 24).Select(i => Path.Combine(disk.Folder, $"f{i}")).ToArray();
        Assert.Throws<IOException>(() => Array.ForEach(files, f => File.WriteAllText(f, "")));

        scratch.Clock.Pass(AWhile);
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => scratch.NoteAsync("new"));
        Assert.Contains("no free inodes", refusal.Message, StringComparison.Ordinal);
        await scratch.NoteAsync("end", WriteKind.Upkeep);

        Array.ForEach(files, File.Delete);
        scratch.Clock.Pass(AWhile);
        await scratch.NoteAsync("new");
        Assert.Equal(["end", "new"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task B10_a_backup_that_finds_no_room_leaves_the_old_ones_and_no_half()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        await using var scratch = await ScratchDatabase.OpenAsync(folder: disk.Data);
        await scratch.FillAsync(200);
        var old = await scratch.Database.Backups.BackUpAsync(TestContext.Current.CancellationToken);
        var content = await File.ReadAllBytesAsync(old, TestContext.Current.CancellationToken);

        disk.Fill();
        scratch.Clock.Pass(AWhile);
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            scratch.Database.Backups.BackUpAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal([old], Directory.GetFiles(scratch.Options.Backups));
        Assert.Equal(content, await File.ReadAllBytesAsync(old, TestContext.Current.CancellationToken));
        await scratch.NoteAsync("goes on", WriteKind.Upkeep);
    }

    [Fact]
    public async Task B10_a_backup_that_runs_out_of_room_half_way_takes_its_half_with_it()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        await using var scratch = await ScratchDatabase.OpenAsync(folder: disk.Data);
        await scratch.FillAsync(1_000);
        disk.Fill(leave: 450 * 1024);

        var trouble = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            scratch.Database.Backups.BackUpAsync(TestContext.Current.CancellationToken)
        );

        Assert.Contains("full", trouble.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scratch.Options.Backups));
        await scratch.NoteAsync("goes on", WriteKind.Upkeep);
    }
}
