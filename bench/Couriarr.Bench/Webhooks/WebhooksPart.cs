using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Webhooks;

/// <summary>(w) Webhooks acknowledged, each of which is on the disk by then: ours, a server that only answers, and the documented service.</summary>
internal sealed class WebhooksPart(Ground ground, Report report, int rounds, TimeSpan time)
{
    private const double OfTheLimit = 0.4;
    private const double TimesThePeer = 20;
    private const double TimesThePeerAlone = 10;
    private const double WorstWait = 15;
    private const string Price =
        "A webhook takes 150 to 220 us of processor, a server that only answers 14: a third is SQLite's, a quarter the kernel's, the rest goes into reading it as JSON, "
        + "judging who sent it, and the web server; and each waits for the disk. Nearer to the limit it would have to be answered from a journal, and brought into the database later.";
    private static readonly int[] Crowds = [1, 16, 64];
    private readonly Senders _senders = new(new Imports(Contender.Secret));

    public async Task RunAsync()
    {
        var ours = new List<Crowding>();
        var limit = new List<Crowding>();
        var peer = new List<Crowding>();
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"webhooks, round {round}");
            ours.AddRange(await MeasureAsync(contender => contender.CarryNothingAsync(), "dotnet", Beside("Couriarr.dll")));
            limit.AddRange(await MeasureAsync(_ => Task.CompletedTask, "dotnet", Beside("Couriarr.Bench.dll"), AnswersOnly.Word, "{port}"));
            peer.AddRange(await MeasureAsync(_ => Task.CompletedTask, Peer()));
        }
        foreach (var (who, all) in new[] { ("Couriarr", ours), ("answers only", limit), ("Flask, gunicorn, SQLite", peer) })
            Show(who, all);
        Compare(ours, limit, peer);
        report.Note(
            "The peer runs as its documents say: gunicorn with 1 worker and 4 threads, SQLite as it comes, a thread for each job. Neither carries files."
        );
    }

    private async Task<List<Crowding>> MeasureAsync(Func<Contender, Task> prepare, params string[] command)
    {
        await using var contender = await Contender.StartAsync(ground.NewFolder(), command);
        await prepare(contender);
        // A service runs for weeks: what it costs to compile it in its first seconds is not what is measured.
        await _senders.MeasureAsync(contender.Port, Crowds[^1], time);
        var all = new List<Crowding>();
        foreach (var senders in Crowds)
            all.Add(await _senders.MeasureAsync(contender.Port, senders, time));
        return all;
    }

    private void Show(string who, List<Crowding> all)
    {
        foreach (var crowd in all.GroupBy(c => c.Senders))
        {
            var value = PerSecond(Median(crowd.Select(c => c.Rate)));
            var waits = $"p50 {Milliseconds(Median(crowd.Select(c => c.P50)))}, p99 {Milliseconds(Median(crowd.Select(c => c.P99)))}";
            report.Add(new Line('w', $"{who}, {crowd.Key} at once", value, "", waits));
        }
    }

    private void Compare(List<Crowding> ours, List<Crowding> limit, List<Crowding> peer)
    {
        var worst = Median(ours.Where(c => c.Senders == 64).Select(c => c.P99));
        Demand("answers only, 64 at once", Ratio(ours, limit, 64), OfTheLimit);
        Demand("Flask, 64 at once", Ratio(ours, peer, 64), TimesThePeer);
        Demand("Flask, one alone", Ratio(ours, peer, 1), TimesThePeerAlone);
        report.Add(new Line('w', "Couriarr, 64 at once: p99", Milliseconds(worst), "", "under 15 ms", worst < WorstWait, Price));
    }

    private void Demand(string against, double ratio, double goal) =>
        report.Add(new Line('w', $"Couriarr / {against}", "", Times(ratio), $"at least {goal} x", ratio >= goal, Price));

    // Of the same round, so that a noisy minute hits both.
    private static double Ratio(List<Crowding> ours, List<Crowding> theirs, int senders) =>
        Median(ours.Where(c => c.Senders == senders).Zip(theirs.Where(c => c.Senders == senders), (o, t) => o.Rate / t.Rate));

    private static string[] Peer() =>
        [
            "gunicorn",
            "--chdir",
            Path.Combine(AppContext.BaseDirectory, "Webhooks"),
            "--workers",
            "1",
            "--threads",
            "4",
            "--bind",
            "127.0.0.1:{port}",
            "peer:app",
        ];

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
