using Couriarr.Storage.Sql;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class WriteAheadLogTests
{
    private const long MB = 1024 * 1024;

    [Fact]
    public async Task B02_a_log_that_finds_no_room_in_the_database_costs_the_ballast_and_no_write()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=80m");
        await using var scratch = await ScratchDatabase.OpenAsync(folder: disk.Data);
        await scratch.NoteAsync("so that the ballast comes aboard");
        disk.Fill(leave: 6 * MB);

        var written = 1;
        for (; File.Exists(Path.Combine(disk.Data, "couriarr.ballast")) && written < 2_000; written++)
            await scratch.NoteAsync($"{written} {new string('x', 6_000)}", WriteKind.Upkeep);
        for (var more = 0; more < 50; more++)
            await scratch.NoteAsync($"more {more}", WriteKind.Upkeep);

        Assert.Single(scratch.Log.Lines, line => line.Contains("data disk is full", StringComparison.Ordinal));
        Assert.InRange(new FileInfo(scratch.Options.File + "-wal").Length, 0, MB);
        await scratch.OpenAsync();
        Assert.Equal(written + 50, (await scratch.NotesAsync()).Count);
    }

    [Fact]
    public async Task B16_the_log_stays_bounded_although_somebody_always_reads()
    {
        const long limit = 512 * 1024;
        await using var scratch = await ScratchDatabase.OpenAsync(o => o with { LogLimitBytes = limit, MayEmptyLogEvery = TimeSpan.Zero });
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => ReadUntilStopped()).ToArray();
        var longest = 0L;

        for (var i = 0; i < 20; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(n => scratch.NoteAsync($"{i} {n} {new string('x', 1_000)}")));
            longest = Math.Max(longest, new FileInfo(scratch.Options.File + "-wal").Length);
        }
        await stop.CancelAsync();
        await Task.WhenAll(readers);

        // Without a limit it is 24 MB.
        Assert.InRange(longest, 1, 16 * limit);

        async Task ReadUntilStopped()
        {
            while (!stop.IsCancellationRequested)
                await scratch.Database.ReadAsync(
                    s => s.QueryAsync("SELECT count(*) FROM notes WHERE text LIKE '%y%'", r => r.GetInt64(0)),
                    TestContext.Current.CancellationToken
                );
        }
    }
}
