using System.Diagnostics;
using System.Globalization;
using Couriarr.Jobs;
using Couriarr.Neighbours.Servers;
using Couriarr.Storage;
using Couriarr.Storage.Sql;

namespace Couriarr.Bench.Queues;

/// <summary>How fast a full queue becomes empty, with ours and with peers, each on a database of its own.</summary>
internal sealed class Drains(Ground ground, int jobs)
{
    private const int Pack = 1_000;
    private int _named;

    /// <summary>Jobs a second of that many processes of ours, with four workers each.</summary>
    public async Task<double> OursAsync(PostgresServer server, int processes)
    {
        var address = server.AddressOf(await CreateAsync(server));
        await FillAsync(QueueNode.Options(ground.NewFolder(), address, ""));
        return await RaceAsync([.. Enumerable.Range(0, processes).Select(_ => (ground.NewFolder(), address, ""))]);
    }

    public async Task<double> OursAsync(RedisServer server)
    {
        await server.SayAsync("FLUSHALL");
        var (folder, address) = (ground.NewFolder(), $"redis://127.0.0.1:{server.Port}/0");
        await using (var bed = await Bed.MakeAsync(QueueNode.Options(folder, "", address), QueueNode.Workers))
            for (var first = 1; first <= jobs; first += Pack)
                await bed.Queue.EnqueueAllAsync(Enumerable.Range(first, Math.Min(Pack, jobs - first + 1)).Select(n => new NoOp(n)));
        return await RaceAsync([(folder, "", address)]);
    }

    public async Task<double> PeerAsync(string peer, PostgresServer server, string modules) =>
        await PeerAsync(
            peer,
            modules,
            ("PGHOST", server.Folder),
            ("PGUSER", PostgresServer.Owner),
            ("PGPASSWORD", PostgresServer.Password),
            ("PGDATABASE", await CreateAsync(server))
        );

    public async Task<double> PeerAsync(string peer, RedisServer server, string modules)
    {
        await server.SayAsync("FLUSHALL");
        return await PeerAsync(peer, modules, ("REDIS_PORT", server.Port.ToString(CultureInfo.InvariantCulture)));
    }

    private async Task<double> PeerAsync(string peer, string modules, params (string Name, string Value)[] servers)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Queues/peers.mjs"), peer, $"{jobs}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = modules,
        };
        foreach (var (name, value) in servers)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return jobs / (double.Parse(said.Trim().Split('\n')[^1], CultureInfo.InvariantCulture) / 1000);
    }

    private async Task<string> CreateAsync(PostgresServer server)
    {
        var name = $"bench_{++_named}";
        await server.AskAsync("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    private async Task FillAsync(StorageOptions options)
    {
        await using var place = await LocalStore.OpenAsync(
            options,
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            default
        );
        await place.Database.WriteAsync(session => session.ExecuteAsync(DepthPart.Waiting, jobs), WriteKind.Upkeep, default);
    }

    private async Task<double> RaceAsync(List<(string Folder, string Database, string Queue)> nodes)
    {
        var racers = nodes.ConvertAll(node => Launch(node.Folder, node.Database, node.Queue));
        try
        {
            foreach (var racer in racers)
                await HearAsync(racer, QueueNode.Ready);
            var began = Stopwatch.GetTimestamp();
            racers.ForEach(racer => racer.StandardInput.WriteLine());
            foreach (var racer in racers)
                await HearAsync(racer, QueueNode.Done);
            return jobs / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        finally
        {
            foreach (var racer in racers)
            {
                await racer.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
                racer.Dispose();
            }
        }
    }

    private static Process Launch(params string[] words) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Couriarr.Bench.dll"), QueueNode.Word, .. words])
            {
                RedirectStandardInput = true,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;

    private static async Task HearAsync(Process racer, string word)
    {
        while (await racer.StandardOutput.ReadLineAsync() is { } line)
            if (line == word)
                return;
        throw new InvalidOperationException($"A process of ours ended before it said '{word}'.");
    }
}
