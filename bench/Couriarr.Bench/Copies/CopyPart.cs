using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Copies;

/// <summary>(k) Trees copied by our own engine, rsync, cp and dd, in turns. Whoever does not flush is flushed after.</summary>
/// <param name="megabytes">Of the large file.</param>
/// <param name="small">How many files of 4 KiB.</param>
internal sealed class CopyPart(Ground ground, Report report, int rounds, int megabytes, int small)
{
    private const int Episodes = 8;
    private readonly Dictionary<(string Tree, string Who), List<Cost>> _costs = [];

    public async Task RunAsync()
    {
        Console.Error.WriteLine("writing what is to be copied");
        var (large, many, media) = (ground.NewFolder(), ground.NewFolder(), ground.NewFolder());
        Write($"{large}/large.mkv", megabytes << 20);
        for (var i = 0; i < small; i++)
            Write($"{many}/{i / 500}/{i}.nfo", 4096);
        for (var i = 0; i < Episodes; i++)
        {
            Write($"{media}/Season 01/e{i}.mkv", (megabytes << 20) / Episodes / 2);
            Write($"{media}/Season 01/e{i}.en.srt", 60_000);
        }
        for (var round = 1; round <= rounds; round++)
        {
            await RoundAsync($"one file of {megabytes} MiB", large, isOne: true);
            await RoundAsync($"{small} files of 4 KiB", many, isOne: false);
            await RoundAsync("a season", media, isOne: false);
        }
        foreach (var ((tree, who), costs) in _costs)
            Print(tree, who, costs);
        report.Note("k: ours is a process of its own here, which starts for each tree; the time of that is in it.");
    }

    private async Task RoundAsync(string tree, string source, bool isOne)
    {
        await TakeAsync(tree, "ours", to => ["dotnet", typeof(CopyPart).Assembly.Location, CopyRun.Word, source, to]);
        await TakeAsync(tree, "rsync -a, sync", to => Flushed("rsync -a \"$0/\" \"$1\"", source, to));
        await TakeAsync(tree, "cp -a, sync", to => Flushed("cp -a \"$0/.\" \"$1\"", source, to));
        if (isOne)
            await TakeAsync(
                tree,
                "dd conv=fsync",
                to => ["dd", $"if={source}/large.mkv", $"of={to}/large.mkv", "bs=1M", "conv=fsync", "status=none"]
            );
    }

    private static string[] Flushed(string command, string source, string to) => ["sh", "-c", $"{command} && sync -f \"$1\"", source, to];

    private async Task TakeAsync(string tree, string who, Func<string, string[]> command)
    {
        var (to, told) = (ground.NewFolder(), Path.Combine(ground.NewFolder(), "cost"));
        using (var sync = Process.Start("sync"))
            await sync.WaitForExitAsync();
        using var process = Process.Start("/usr/bin/time", ["-o", told, "-f", "%e %U %S %M", .. command(to)]);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{who} failed at {tree}.");
        double[] said =
        [
            .. (await File.ReadAllTextAsync(told)).Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)),
        ];
        if (!_costs.TryGetValue((tree, who), out var costs))
            _costs[(tree, who)] = costs = [];
        costs.Add(new Cost(said[0], said[1] + said[2], said[3] / 1024));
        Directory.Delete(to, recursive: true);
    }

    private void Print(string tree, string who, List<Cost> costs)
    {
        var wall = Median(costs.Select(cost => cost.Wall));
        var ours = Median(_costs[(tree, "ours")].Select(cost => cost.Wall));
        report.Add(
            new Line(
                'k',
                $"{tree}: {who}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{wall:0.00} s, {Median(costs.Select(cost => cost.Cpu)):0.00} s of processor, {Median(costs.Select(cost => cost.Peak)):0} MB"
                ),
                who == "ours" ? "" : $"{Times(wall / ours)} ours"
            )
        );
    }

    // What nobody can compress or share.
    private static void Write(string path, int size)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        for (var left = size; left > 0; left -= 1 << 20)
            file.Write(RandomNumberGenerator.GetBytes(Math.Min(left, 1 << 20)));
    }

    /// <param name="Wall">Seconds, as <paramref name="Cpu"/>.</param>
    /// <param name="Peak">In MB.</param>
    private sealed record Cost(double Wall, double Cpu, double Peak);
}
