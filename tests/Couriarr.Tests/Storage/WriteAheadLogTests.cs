using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class WriteAheadLogTests
{
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
