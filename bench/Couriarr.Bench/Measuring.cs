using Couriarr.Bench.Copies;
using Couriarr.Bench.Find;
using Couriarr.Bench.Journey;
using Couriarr.Bench.Pages;
using Couriarr.Bench.Starting;
using Couriarr.Bench.Trees;
using Couriarr.Bench.Webhooks;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench;

/// <summary>The parts in order, and what is demanded of them.</summary>
internal sealed class Measuring(Wishes wishes, Ground ground, Report report)
{
    private const double TimesThePeer = 20;
    private const double OfTheLimit = 1.0 / 3;
    private const double WorstLatency = 10;
    private const double Flat = 1.2;
    private const int DepthRounds = 5;

    public async Task RunAsync()
    {
        Say("warming up");
        await EnginePart.MeasureAsync(ground.NewFolder(), 3_000);
        var ours = wishes.Parts.AsSpan().ContainsAny("abc") ? await EngineAndLimitAsync() : [];
        if (wishes.Has('b'))
            await PeerAsync(ours);
        if (wishes.Has('d'))
            await LatencyAsync();
        if (wishes.Has('e'))
            await DepthAsync();
        if (wishes.Has('w'))
            await new WebhooksPart(ground, report, wishes.Rounds, wishes.Sending).RunAsync();
        if (wishes.Has('f'))
            await new FindPart(ground, report, wishes.Rounds, wishes.Shows).RunAsync();
        if (wishes.Has('j'))
            await new JourneyPart(ground, report, wishes.Rounds).RunAsync();
        if (wishes.Has('k'))
            await new CopyPart(ground, report, wishes.Rounds, wishes.Large, wishes.Small).RunAsync();
        if (wishes.Has('p'))
            await new PagesPart(ground, report, wishes.Rounds, wishes.Depths[^1]).RunAsync();
        if (wishes.Has('s'))
            await new StartPart(ground, report, wishes.Rounds).RunAsync();
        if (wishes.Has('t'))
            await new TreesPart(ground, report, wishes.Rounds, wishes.Trees).RunAsync();
    }

    // In turns, so that a noisy minute of the machine hits both.
    private async Task<List<Rates>> EngineAndLimitAsync()
    {
        List<Rates> ours = [];
        List<Rates> limit = [];
        for (var round = 1; round <= wishes.Rounds; round++)
        {
            Say($"the engine{(wishes.Has('c') ? " and the limit" : "")}, round {round}");
            ours.Add(await EnginePart.MeasureAsync(ground.NewFolder(), wishes.Jobs));
            if (wishes.Has('c'))
                limit.Add(await LimitPart.MeasureAsync(ground.NewFolder(), wishes.Jobs));
        }
        Show('a', "Couriarr", ours);
        if (limit.Count > 0)
            Compare(ours, limit);
        return ours;
    }

    private void Show(char part, string who, List<Rates> rates)
    {
        report.Add(new Line(part, $"{who}: enqueue", PerSecond(Median(rates.Select(r => r.Enqueue)))));
        report.Add(new Line(part, $"{who}: drain", PerSecond(Median(rates.Select(r => r.Drain)))));
        report.Add(new Line(part, $"{who}: enqueue and drain", PerSecond(Median(rates.Select(r => r.Total)))));
        report.Add(new Line(part, $"{who}: processor time to enqueue a job", Microseconds(Median(rates.Select(r => r.EnqueueCpu)))));
        report.Add(new Line(part, $"{who}: processor time to drain a job", Microseconds(Median(rates.Select(r => r.DrainCpu)))));
    }

    private void Compare(List<Rates> ours, List<Rates> limit)
    {
        Show('c', "SQLite alone", limit);
        var pairs = ours.Zip(limit).ToList();
        var enqueue = Median(pairs.Select(p => p.First.Enqueue / p.Second.Enqueue));
        var total = Median(pairs.Select(p => p.First.Total / p.Second.Total));
        report.Add(new Line('c', "Couriarr / SQLite alone: enqueue", "", Times(enqueue), "at least 0.33 x", enqueue >= OfTheLimit));
        report.Add(new Line('c', "Couriarr / SQLite alone: enqueue and drain", "", Times(total), "at least 0.33 x", total >= OfTheLimit));
    }

    private async Task PeerAsync(List<Rates> ours)
    {
        Say("Quartz.NET");
        await QuartzPart.MeasureAsync(ground.NewFolder(), 200);
        var peer = await QuartzPart.MeasureAsync(ground.NewFolder(), wishes.PeerJobs);
        Show('b', "Quartz.NET", [peer]);
        var ratio = Median(ours.Select(r => r.Total)) / peer.Total;
        report.Add(
            new Line('b', "Couriarr / Quartz.NET: enqueue and drain", "", Times(ratio), $"at least {TimesThePeer} x", ratio >= TimesThePeer)
        );
        report.Note(QuartzPart.Settings);
    }

    private async Task LatencyAsync()
    {
        Say("latency");
        var latencies = await LatencyPart.MeasureAsync(ground.NewFolder(), wishes.Latencies);
        var worst = Percentile(latencies, 99);
        report.Add(new Line('d', "enqueue to start when idle: p50", Milliseconds(Percentile(latencies, 50))));
        report.Add(new Line('d', "enqueue to start when idle: p99", Milliseconds(worst), "", "under 10 ms", worst < WorstLatency));
    }

    private async Task DepthAsync()
    {
        Say("filling queues");
        var few = wishes.Depths[0];
        var many = wishes.Depths[^1];
        List<DepthPart> parts =
        [
            .. wishes.Depths.Select(depth => new DepthPart(ground.NewFolder(), depth, 0)),
            new(ground.NewFolder(), few, many),
        ];
        foreach (var part in parts)
            await part.SeedAsync();
        for (var round = 1; round <= DepthRounds; round++)
        {
            Say($"depth, round {round}");
            foreach (var part in parts)
                await part.MeasureAsync();
        }
        foreach (var part in parts)
            ShowDepth(part, parts[0]);
    }

    private void ShowDepth(DepthPart part, DepthPart shallow)
    {
        var drain = part.Rate / shallow.Rate;
        var claim = part.Claim / shallow.Claim;
        report.Add(
            new Line('e', $"drain, {part.Name}", PerSecond(part.Rate), Times(drain), "at least 0.83 x the first", drain >= 1 / Flat)
        );
        report.Add(new Line('e', $"claim, {part.Name}", Milliseconds(part.Claim), Times(claim), "at most 1.20 x the first", claim <= Flat));
    }

    private static void Say(string what) => Console.Error.WriteLine(what);
}
