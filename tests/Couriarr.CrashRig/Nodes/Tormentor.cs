using System.Diagnostics;

namespace Couriarr.CrashRig.Nodes;

/// <summary>Throws faults at nodes and servers in an order that the seed decides. Frozen nodes and those that start do not hold up the rest.</summary>
internal sealed class Tormentor(Estate estate, int faults, TimeSpan lease, int seed, TextWriter log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(3);
    private readonly Random _chance = new(seed);
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly List<Task> _under = [];
    private Task _freeze = Task.CompletedTask;

    /// <summary>How often each kind came.</summary>
    public SortedDictionary<string, int> Came { get; } = new(StringComparer.Ordinal);

    public int Total => Came.Values.Sum();

    /// <summary>Nodes that ended in a way nobody ordered.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>Returns when the last fault is over.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (Total < faults)
        {
            await Task.Delay(LongestPause * _chance.NextDouble(), ct);
            await StrikeAsync(ct);
            _under.RemoveAll(task => task.IsCompletedSuccessfully);
            if (_under.FirstOrDefault(task => task.IsFaulted) is { } failed)
                await failed;
        }
        await Task.WhenAll(_under);
    }

    private async Task StrikeAsync(CancellationToken ct)
    {
        switch (_chance.Next(10))
        {
            case < 5:
                await OnNodeAsync("kill -9", node => KillAsync(node, ct), ct);
                break;
            // One at a time: somebody has to take over from it.
            case 5 when _freeze.IsCompleted:
                await OnNodeAsync("freeze", node => _freeze = node.FreezeAsync(lease * (1 + 0.5 * _chance.NextDouble()), ct), ct);
                break;
            case < 8:
                await SayAsync("links cut", "the links to the servers are cut");
                await estate.Cellar.CutAsync();
                break;
            case 8 when estate.Cellar.Redis is not null:
                await SayAsync("Redis killed", "Redis is killed");
                await estate.Cellar.CrashRedisAsync(Outage(), ct);
                break;
            default:
                await SayAsync("PostgreSQL crashed", "PostgreSQL is stopped immediately");
                await estate.Cellar.CrashPostgresAsync(Outage(), ct);
                break;
        }
    }

    private async Task OnNodeAsync(string kind, Func<Node, Task> strike, CancellationToken ct)
    {
        var node = await Until.SomeAsync(() => Task.FromResult(AnyThatIsUp()), "a node is up", ct, seconds: 120);
        await SayAsync(kind, $"{kind} of node {node.Number}");
        _under.Add(strike(node));
    }

    private async Task KillAsync(Node node, CancellationToken ct)
    {
        if (await node.KillAsync(ct) is { } surprise)
            lock (Surprises)
                Surprises.Add(surprise);
    }

    private Node? AnyThatIsUp()
    {
        var up = estate.Nodes.Where(node => node.IsUp).ToList();
        return up.Count == 0 ? null : up[_chance.Next(up.Count)];
    }

    private TimeSpan Outage() => LongestOutage * _chance.NextDouble();

    private async Task SayAsync(string kind, string what)
    {
        Came[kind] = Came.GetValueOrDefault(kind) + 1;
        await log.WriteLineAsync($"  {Stopwatch.GetElapsedTime(_began):m\\:ss} {what}");
    }
}
