using Couriarr.Logging;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class LogTroubleTests
{
    [Fact]
    public async Task B15_on_a_full_disk_everything_is_on_standard_output_with_one_warning()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=256k");
        await using var scratch = new ScratchBook(disk.Folder);
        disk.Fill();

        for (var i = 0; i < 500; i++)
            scratch.Logger.LogInformation("line {Number} {Padding}", i, new string('x', 1000));
        var console = await scratch.ConsoleAsync();

        Assert.Equal(500, console.Count(line => line.Contains("Something: line", StringComparison.Ordinal)));
        Assert.Single(
            console,
            line => line.Contains("WARNING", StringComparison.Ordinal) && line.Contains("cannot be written", StringComparison.Ordinal)
        );
        Assert.Contains("No space left", Assert.Single(scratch.Book.Troubles), StringComparison.Ordinal);

        disk.Empty();
        scratch.Clock.Pass(LogFile.Rest);
        scratch.Logger.LogInformation("room again");
        Assert.Contains(await scratch.LinesAsync(), line => line.EndsWith("room again", StringComparison.Ordinal));
        Assert.Empty(scratch.Book.Troubles);
    }

    [Fact]
    public async Task B15_a_log_that_hangs_holds_up_nobody_and_is_told_once()
    {
        var told = new List<string>();
        using var hanging = new Hanging();
        await using var outlet = new Outlet("hanging", hanging, TextLayout.Render, new ManualClock(), (_, sentence) => told.Add(sentence));
        var line = new LogLine(default, LogLevel.Information, "test", "a line");

        for (var i = 0; i < 30_000; i++)
            outlet.Post(line);

        Assert.Contains("hanging", Assert.Single(told), StringComparison.Ordinal);
        hanging.Release();
        await outlet.DisposeAsync();
        Assert.InRange(hanging.Lines, 10_000, 29_999);
    }

    private sealed class Hanging : ILogTarget, IDisposable
    {
        private readonly ManualResetEventSlim _gate = new();

        public int Lines { get; private set; }

        public void Release() => _gate.Set();

        public void Write(ReadOnlySpan<byte> batch, int lines)
        {
            _gate.Wait();
            Lines += lines;
        }

        public void Dispose() => _gate.Dispose();
    }
}
