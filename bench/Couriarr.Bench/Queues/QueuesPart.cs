using System.Globalization;
using Couriarr.Neighbours.Servers;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Queues;

/// <summary>(q) Full queues on servers become empty: ours beside peers on the same PostgreSQL and the same Redis; and claims from deep ones.</summary>
internal sealed class QueuesPart(Ground ground, Report report, int rounds, int jobs, IReadOnlyList<int> depths)
{
    private const double TimesTheBest = 2;
    private const double Flat = 1.2;
    private const int MostProcesses = 4;
    private const string ByOne =
        "Ours writes down the end of each job by itself, and is told that the server has it on its disk, before its slot takes another: a crash repeats at most "
        + "what was running. The others fetch and complete by the hundred.";
    private const string InTwoCalls =
        "Ours ends a job in one call and claims the next in another, and keeps more of each: its tree, its gate, its place among all that wait. "
        + "BullMQ ends one and takes the next in the same call.";
    private readonly Drains _drains = new(ground, jobs);

    public async Task RunAsync()
    {
        var modules = await Peers.FetchAsync(ground.NewFolder());
        if (modules is null)
            report.Note("Part q went without peers: they come by npm, which is not here or does not reach its registry.");
        await using (var server = await PostgresServer.StartAsync())
        {
            await CompareAsync(
                "PostgreSQL",
                () => _drains.OursAsync(server, processes: 1),
                modules is null ? [] : [Peer("pg-boss"), Peer("graphile-worker")],
                ByOne
            );
            for (var processes = 2; processes <= MostProcesses; processes++)
                await ShareAsync(server, processes);
            await DeepAsync("PostgreSQL", async depth => await OnAsync(server, depth));

            (string, Func<Task<double>>) Peer(string name) => (name, () => _drains.PeerAsync(name, server, modules!));
        }
        foreach (var fsync in new[] { "everysec", "always" })
            await OnRedisAsync(fsync, modules);
        report.Note(
            $"Part q: {jobs} no-op jobs, four workers to a process, synchronous_commit=on and fsync=on. pg-boss fetches and completes by 500; "
                + "graphile-worker has its local queue of 500 and completes in batches; BullMQ is as it comes. Hangfire could not be had."
        );
    }

    private async Task OnRedisAsync(string fsync, string? modules)
    {
        await using var server = await RedisServer.LaunchAsync("--appendonly", "yes", "--appendfsync", fsync);
        await CompareAsync(
            $"Redis {fsync}",
            () => _drains.OursAsync(server),
            modules is null ? [] : [("BullMQ", () => _drains.PeerAsync("bullmq", server, modules))],
            InTwoCalls
        );
        if (fsync != "everysec")
            return;
        await DeepAsync(
            "Redis",
            async depth =>
            {
                await server.SayAsync("FLUSHALL");
                return await Claims.SlowestAsync(QueueNode.Options(ground.NewFolder(), "", $"redis://127.0.0.1:{server.Port}/0"), depth);
            }
        );
    }

    private async Task<double> OnAsync(PostgresServer server, int depth)
    {
        var database = $"deep_{depth}";
        await server.AskAsync("postgres", $"CREATE DATABASE {database}");
        return await Claims.SlowestAsync(QueueNode.Options(ground.NewFolder(), server.AddressOf(database), ""), depth);
    }

    // In turns, so that a noisy minute of the machine hits all.
    private async Task CompareAsync(
        string where,
        Func<Task<double>> ours,
        List<(string Name, Func<Task<double>> Measure)> peers,
        string gap
    )
    {
        var (mine, theirs) = (new List<double>(), peers.ConvertAll(_ => new List<double>()));
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"queues on {where}, round {round}");
            mine.Add(await ours());
            for (var i = 0; i < peers.Count; i++)
                theirs[i].Add(await peers[i].Measure());
        }
        report.Add(new Line('q', $"{where}, drain: Couriarr", PerSecond(Median(mine))));
        for (var i = 0; i < peers.Count; i++)
            report.Add(new Line('q', $"{where}, drain: {peers[i].Name}", PerSecond(Median(theirs[i]))));
        if (peers.Count == 0)
            return;
        var ratio = Median(mine) / theirs.Max(Median);
        report.Add(new Line('q', $"{where}: Couriarr / the best of them", "", Times(ratio), "at least 2 x", ratio >= TimesTheBest, gap));
    }

    private async Task ShareAsync(PostgresServer server, int processes)
    {
        List<double> rates = [];
        for (var round = 1; round <= rounds; round++)
            rates.Add(await _drains.OursAsync(server, processes));
        report.Add(new Line('q', $"PostgreSQL, drain: {processes} processes of Couriarr", PerSecond(Median(rates))));
    }

    private async Task DeepAsync(string where, Func<int, Task<double>> slowest)
    {
        double? first = null;
        foreach (var depth in depths)
        {
            var claim = await slowest(depth);
            first ??= claim;
            var what = string.Create(CultureInfo.InvariantCulture, $"{where}, claim p99, {depth:N0} waiting");
            report.Add(
                new Line('q', what, Milliseconds(claim), Times(claim / first.Value), "at most 1.20 x the first", claim / first <= Flat)
            );
        }
    }
}
