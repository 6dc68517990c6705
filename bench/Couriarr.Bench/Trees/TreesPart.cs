using System.Diagnostics;
using System.Text.Json;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Trees;

/// <summary>(t) Two trees compared: everything read anew, and with what is remembered; beside rsync and a comparison in Python, in turns.</summary>
internal sealed class TreesPart(Ground ground, Report report, int rounds, int files)
{
    private const double TimesRsync = 5;
    private const double TimesPython = 10;
    private const double MostMb = 150;

    // The compiler takes its time to see which code is worth its best, and works beside us meanwhile.
    private const int Warming = 4;
    private const string Drop = "/proc/sys/vm/drop_caches";
    private readonly Dictionary<string, List<double>> _took = [];
    private double _peak;

    public async Task RunAsync()
    {
        Console.Error.WriteLine($"planting two trees of {files} files");
        var grove = Grove.Plant(ground.NewFolder(), files);
        using var ours = Start(grove);
        // What follows is remembered from here on, and the code is warm as in a service that runs.
        await OursAsync(ours, grove, TreeRun.Anew, "first");
        for (var i = 0; i < Warming; i++)
            await OursAsync(ours, grove, "remembered", "first");
        for (var round = 1; round <= rounds; round++)
            await RoundAsync(ours, grove, "warm", () => { });
        var isCold = Environment.IsPrivilegedProcess && File.Exists(Drop) && TryForget();
        if (isCold)
            await RoundAsync(ours, grove, "cold", () => TryForget());
        else
            report.Note("t: cold was not measured, for that it must be root and may drop the kernel's caches.");
        Print(isCold);
        ours.StandardInput.Close();
        await ours.WaitForExitAsync();
    }

    private async Task RoundAsync(Process ours, Grove grove, string when, Action before)
    {
        Console.Error.WriteLine($"comparing, {when}");
        before();
        await OursAsync(ours, grove, TreeRun.Anew, when);
        before();
        await OursAsync(ours, grove, "remembered", when);
        before();
        await RsyncAsync(grove, when);
        before();
        await PythonAsync(grove, when);
    }

    private void Print(bool isCold)
    {
        foreach (var when in isCold ? ["warm", "cold"] : (string[])["warm"])
        {
            foreach (var who in (string[])[TreeRun.Anew, "remembered", "rsync", "python"])
                report.Add(new Line('t', $"{Name(who)}, {when}", Milliseconds(Of(who, when))));
            var isGoal = when == "warm";
            Compare(TreeRun.Anew, "rsync", when, null);
            Compare(TreeRun.Anew, "python", when, null);
            Compare("remembered", "rsync", when, isGoal ? TimesRsync : null);
            Compare("remembered", "python", when, isGoal ? TimesPython : null);
        }
        report.Add(new Line('t', "peak memory of the whole process", $"{_peak:0} MB", "", $"under {MostMb} MB", _peak < MostMb));
    }

    private void Compare(string ours, string theirs, string when, double? goal)
    {
        var ratio = Of(theirs, when) / Of(ours, when);
        var wanted = goal is { } times ? $"at least {times} x" : "";
        report.Add(new Line('t', $"{Name(theirs)} / {Name(ours)}, {when}", "", Times(ratio), wanted, goal is null ? null : ratio >= goal));
    }

    private static string Name(string who) =>
        who switch
        {
            TreeRun.Anew => "all read anew",
            "remembered" => "as every night",
            "rsync" => "rsync -n",
            _ => "Python",
        };

    private double Of(string who, string when) => Median(_took[$"{who} {when}"]);

    private void Note(string who, string when, double took, int found, int there)
    {
        if (found != there)
            throw new InvalidOperationException($"{who} found {found} differences where {there} are.");
        if (!_took.TryGetValue($"{who} {when}", out var times))
            _took[$"{who} {when}"] = times = [];
        times.Add(took);
    }

    private async Task OursAsync(Process ours, Grove grove, string how, string when)
    {
        await ours.StandardInput.WriteLineAsync(how);
        await ours.StandardInput.FlushAsync();
        var time = JsonSerializer.Deserialize<TreeTime>(await ours.StandardOutput.ReadLineAsync() ?? "")!;
        _peak = time.PeakMb;
        Note(how, when, time.Took, time.Differences, grove.Differences);
    }

    // It looks for missing files alone: sizes of files that are there are no matter to it.
    private async Task RsyncAsync(Grove grove, string when)
    {
        var (took, said) = await TimeAsync(
            "rsync",
            "-rn",
            "--ignore-existing",
            "--out-format=%n",
            $"{grove.Source}/",
            $"{grove.Destination}/"
        );
        var missing = said.Split('\n').Count(line => line.EndsWith(".mkv", StringComparison.Ordinal));
        Note("rsync", when, took, missing, grove.Missing);
    }

    private async Task PythonAsync(Grove grove, string when)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Trees", "walk_loop.py");
        var (_, said) = await TimeAsync("python3", script, grove.Source, grove.Destination);
        var found = JsonDocument.Parse(said).RootElement;
        Note("python", when, found.GetProperty("took").GetDouble(), found.GetProperty("differences").GetInt32(), grove.Differences);
    }

    private static async Task<(double Took, string Said)> TimeAsync(string tool, params string[] words)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(tool, words) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, said);
    }

    private Process Start(Grove grove) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [typeof(TreesPart).Assembly.Location, TreeRun.Word, grove.Source, grove.Destination, ground.NewFolder()]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    private static bool TryForget()
    {
        try
        {
            using (Process.Start("sync"))
                File.WriteAllText(Drop, "3");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
