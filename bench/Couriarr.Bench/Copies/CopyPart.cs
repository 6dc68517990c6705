using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Copies;

/// <summary>
/// (k) Trees copied by our own engine, rsync, cp, rclone and dd. Whoever does not flush is flushed after. Each round another one begins: memory that
/// nobody used for a while, and a disk that was written to a moment ago, cost whoever meets them first.
/// </summary>
/// <param name="megabytes">Of the large file.</param>
/// <param name="small">How many files of 4 KiB.</param>
internal sealed class CopyPart(Ground ground, Report report, int rounds, int megabytes, int small)
{
    private const int Episodes = 8;
    private const int LeastRounds = 5;
    private const double OfCp = 0.9;
    private const double TimesRsync = 3;
    private const double MostMb = 64;
    private const string Nothing = "nothing";
    private const string Rsync = "rsync -a, sync";
    private const string Cp = "cp -a, sync";
    private const string Flushes =
        "Ours flushes each file, and its folder, before the file gets its name: nobody ever sees one that a power cut could empty. "
        + "The others are flushed once, when all is over. A small file is flushed for longer than it is copied, "
        + "and what surrounds it (a thread that may hang alone, the look before and after, the flushes) takes more processor than its copy.";
    private static readonly Contestant Ours = new(
        "ours",
        (from, to) => ["dotnet", typeof(CopyPart).Assembly.Location, CopyRun.Word, from, to]
    );
    private static readonly Contestant ByRsync = new(Rsync, (from, to) => Flushed("rsync -a \"$0/\" \"$1\"", from, to));
    private static readonly Contestant ByCp = new(Cp, (from, to) => Flushed("cp -a \"$0/.\" \"$1\"", from, to));
    private static readonly Contestant ByRclone = new("rclone copy, sync", (from, to) => Flushed("rclone copy \"$0\" \"$1\"", from, to));
    private static readonly Contestant ByDd = new(
        "dd conv=fsync",
        (from, to) => ["dd", $"if={from}/large.mkv", $"of={to}/large.mkv", "bs=1M", "conv=fsync", "status=none"]
    );
    private readonly Dictionary<(string Tree, string Who), List<Cost>> _costs = [];
    private readonly List<string> _copies = [];

    private string Large => $"one file of {megabytes} MiB";

    private string Small => $"{small} files of 4 KiB";

    private const string Season = "a season";

    public async Task RunAsync()
    {
        Console.Error.WriteLine("writing what is to be copied");
        var (nothing, large, many, media) = (ground.NewFolder(), ground.NewFolder(), ground.NewFolder(), ground.NewFolder());
        Write($"{large}/large.mkv", (long)megabytes << 20);
        for (var i = 0; i < small; i++)
            Write($"{many}/{i / 500}/{i}.nfo", 4096);
        for (var i = 0; i < Episodes; i++)
        {
            Write($"{media}/Season 01/e{i}.mkv", ((long)megabytes << 20) / Episodes / 2);
            Write($"{media}/Season 01/e{i}.en.srt", 60_000);
        }
        for (var round = 0; round < Math.Max(LeastRounds, rounds); round++)
        {
            await RoundAsync(Nothing, nothing, round, [Ours]);
            await RoundAsync(Large, large, round, [Ours, ByRsync, ByCp, ByRclone, ByDd]);
            await RoundAsync(Small, many, round, [Ours, ByRsync, ByCp, ByRclone]);
            await RoundAsync(Season, media, round, [Ours, ByRsync, ByCp, ByRclone]);
        }
        foreach (var ((tree, who), costs) in _costs)
            Print(tree, who, costs);
        Demand(Large, Cp, cost => cost.Wall, OfCp);
        Demand(Small, Rsync, cost => cost.Wall, TimesRsync);
        foreach (var tree in (string[])[Large, Small, Season])
        {
            Demand(tree, Rsync, cost => cost.Cpu, 1, "processor time, ");
            var more = OfOurs(tree, cost => cost.Peak);
            report.Add(new Line('k', $"{tree}: memory of ours above idle", $"{more:0} MB", "", $"under {MostMb} MB", more < MostMb));
        }
        report.Note(
            "k: ours is a process of its own here, which starts for each tree. What it takes to copy nothing is in its lines, and not in what is demanded of it."
        );
    }

    private async Task RoundAsync(string tree, string source, int round, Contestant[] all)
    {
        for (var turn = 0; turn < all.Length; turn++)
            await TakeAsync(tree, source, all[(round + turn) % all.Length]);
        _copies.ForEach(copy => Directory.Delete(copy, recursive: true));
        _copies.Clear();
    }

    private static string[] Flushed(string command, string source, string to) => ["sh", "-c", $"{command} && sync -f \"$1\"", source, to];

    private async Task TakeAsync(string tree, string source, Contestant contestant)
    {
        var who = contestant.Name;
        var (to, told) = (ground.NewFolder(), Path.Combine(ground.NewFolder(), "cost"));
        using (var sync = Process.Start("sync"))
            await sync.WaitForExitAsync();
        using var process = Process.Start("/usr/bin/time", ["-o", told, "-f", "%e %U %S %M", .. contestant.Command(source, to)]);
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
        // Deleted when all had their turn: for a while after many were, ext4 looks long for a place for a new file.
        _copies.Add(to);
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

    private void Demand(string tree, string peer, Func<Cost, double> of, double goal, string what = "")
    {
        var ratio = Median(_costs[(tree, peer)].Select(of)) / OfOurs(tree, of);
        report.Add(new Line('k', $"{tree}: {what}{peer} / ours", "", Times(ratio), $"at least {goal} x", ratio >= goal, Flushes));
    }

    // Above what it takes to copy nothing.
    private double OfOurs(string tree, Func<Cost, double> of) =>
        Median(_costs[(tree, "ours")].Select(of)) - Median(_costs[(Nothing, "ours")].Select(of));

    // What nobody can compress or share.
    private static void Write(string path, long size)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        for (var left = size; left > 0; left -= 1 << 20)
            file.Write(RandomNumberGenerator.GetBytes((int)Math.Min(left, 1 << 20)));
    }

    /// <param name="Wall">Seconds, as <paramref name="Cpu"/>.</param>
    /// <param name="Peak">In MB.</param>
    private sealed record Cost(double Wall, double Cpu, double Peak);

    /// <param name="Command">What copies one folder into the other.</param>
    private sealed record Contestant(string Name, Func<string, string, string[]> Command);
}
