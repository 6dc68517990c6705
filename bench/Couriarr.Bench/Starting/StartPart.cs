using System.Diagnostics;
using System.Globalization;
using Couriarr.Bench.Webhooks;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Starting;

/// <summary>(s) From the call of the program to its first answer at /health, and what it takes of memory when it has nothing to do.</summary>
internal sealed class StartPart(Ground ground, Report report, int rounds)
{
    private const double SlowestStart = 600;
    private const double MostIdle = 120_000_000;
    private const int Starts = 3;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Couriarr.dll");
    private static readonly string Bench = Path.Combine(AppContext.BaseDirectory, "Couriarr.Bench.dll");

    public async Task RunAsync()
    {
        var (first, again, limit) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= rounds * Starts; round++)
        {
            Console.Error.WriteLine($"starts, round {round}");
            var folder = ground.NewFolder();
            first.Add(await TimeAsync(folder, Program));
            again.Add(await TimeAsync(folder, Program));
            limit.Add(await TimeAsync(ground.NewFolder(), Bench, AnswersOnly.Word, "{port}"));
        }
        Show(Median(first), Median(again), Median(limit));
        await MemoryAsync();
    }

    private void Show(double first, double again, double limit)
    {
        report.Add(new Line('s', "the first start, with an empty folder", Milliseconds(first)));
        report.Add(
            new Line(
                's',
                "a start on what is there",
                Milliseconds(again),
                Times(again / limit),
                "under 600 ms",
                again < SlowestStart,
                "Nearly all of it is the runtime's compiler, at work on some 5,000 methods for the first time. Compiled ahead for this machine "
                    + "alone it takes a tenth less, for the frameworks cannot be compiled along; bundled with its own runtime, at 110 MB more, a third less."
            )
        );
        report.Add(new Line('s', "a server that answers only", Milliseconds(limit)));
    }

    private static async Task<double> TimeAsync(string folder, params string[] program)
    {
        var started = Stopwatch.GetTimestamp();
        await using var contender = await Contender.StartAsync(folder, ["dotnet", .. program]);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private async Task MemoryAsync()
    {
        Console.Error.WriteLine("memory at rest");
        await using var contender = await Contender.StartAsync(ground.NewFolder(), "dotnet", Program);
        await Task.Delay(Idle);
        var (all, own) = (Of(contender.Id, "VmRSS:"), Of(contender.Id, "RssAnon:"));
        report.Add(
            new Line(
                's',
                "memory at rest",
                Megabytes(all),
                "",
                "under 120 MB",
                all < MostIdle,
                "What is more than its own are pages of the program's and the runtime's files, which the system may drop at any time and shares with whoever maps them."
            )
        );
        report.Add(new Line('s', "of that its own, not pages of files", Megabytes(own)));
    }

    private static double Of(int process, string what)
    {
        var line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status")
            .First(line => line.StartsWith(what, StringComparison.Ordinal));
        return 1024d
            * long.Parse(
                line[what.Length..].Replace("kB", "", StringComparison.Ordinal),
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture
            );
    }
}
