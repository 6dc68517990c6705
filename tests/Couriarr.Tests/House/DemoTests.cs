using System.Diagnostics;
using Couriarr.CrashRig;

namespace Couriarr.Tests.House;

/// <summary>What ./run demo starts, as a newcomer sees it.</summary>
[Trait("family", "docs")]
[Trait("slow", "yes")]
public sealed class DemoTests : IDisposable
{
    private static readonly string Output = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-demo-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private string Ground => Path.Join(_folder, "demo");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Plays_to_its_end_within_a_minute_and_leaves_nothing_behind()
    {
        using var demo = Start();
        using var minute = Patience(seconds: 60);

        var said = await demo.StandardOutput.ReadToEndAsync(minute.Token);
        await demo.WaitForExitAsync(minute.Token);

        Assert.True(demo.ExitCode == 0, said);
        Assert.Matches(@"All of it arrived, byte by byte, in \d+ s\.\n$", said);
        Assert.Contains(".couriarr-recycle/", said, StringComparison.Ordinal);
        Assert.Equal(6, said.Split("every byte the same").Length - 1);
        Assert.DoesNotContain("NOT THE SAME", said, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_it_takes_its_service_and_its_folder_along()
    {
        using var demo = Start();
        using var minute = Patience(seconds: 60);
        while (await demo.StandardOutput.ReadLineAsync(minute.Token) is { } line && !line.Contains(" %  ", StringComparison.Ordinal)) { }
        Assert.NotEmpty(Processes());

        Signals.Send(demo, Signal.Terminate);
        var said = await demo.StandardOutput.ReadToEndAsync(minute.Token);
        await demo.WaitForExitAsync(minute.Token);

        Assert.True(demo.ExitCode == 143, said);
        Assert.EndsWith("Stopped. Nothing was left behind.\n", said, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    private Process Start() =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Built("demo/Couriarr.Demo"), "--program", Built("src/Couriarr"), "--folder", Ground])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                // Must not reach the service: it has a configuration of its own.
                Environment =
                {
                    ["PORT"] = "1",
                    ["COURIARR_DATA"] = "/nowhere",
                    ["DOTNET_EnableDiagnostics"] = "0",
                },
            }
        )!;

    private void AssertNothingIsLeft()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Empty(Processes());
    }

    /// <summary>Those that were started on a folder of the demo.</summary>
    private IEnumerable<string> Processes() =>
        Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains($"{Ground}/", StringComparison.Ordinal));

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Built(string project) =>
        Path.Combine(Repository.Root, project, "bin", Output, "net10.0", Path.GetFileName(project) + ".dll");

    private static CancellationTokenSource Patience(int seconds)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(seconds));
        return patience;
    }
}
