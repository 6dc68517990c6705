using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs.Sharing;

/// <summary>
/// This node among those that share the store: what it cannot do, and which others could instead. What it knows of them is as old as the
/// last roll call; who acts on it asks anew before.
/// </summary>
public sealed class Nodes(INodeTable table, TimeProvider clock, IOptions<JobsOptions> options, ILogger<Nodes> log)
{
    private readonly ConcurrentDictionary<string, byte> _lost = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _strange = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private IReadOnlyList<string> _lanes = [];
    private Func<int> _running = () => 0;
    private volatile IReadOnlyList<NodeRecord> _roll = [];
    private volatile bool _left;
    private bool _isDeaf;

    /// <summary>Of this start; up to the dot, where there is one, of all that came before it in the same place.</summary>
    public string Id { get; } = $"{table.Place}{(table.Place is null ? "" : ".")}{Guid.NewGuid():N}";

    public string Name => options.Value.NodeName;

    /// <summary>The same over all its starts; null where nobody else can work on the store.</summary>
    public string? Home => table.Home;

    public bool IsShared => Home is not null;

    /// <summary>It takes in and shows, and does no work.</summary>
    public bool HasNoLanes => options.Value.OpenLanes is { Count: 0 };

    /// <summary>All that spoke lately, this one included.</summary>
    public IReadOnlyList<NodeRecord> All => IsShared ? _roll : [Own with { SeenAt = clock.GetUtcNow(), IsLive = true }];

    /// <summary>Those that ended without a word, or cannot speak: their jobs were given to others. Each is forgotten after a day.</summary>
    public IReadOnlyList<NodeRecord> Silent => SilentOf(All);

    private string Version => options.Value.Version;

    private NodeRecord Own =>
        new(Id, Name, Version, _startedAt)
        {
            Lanes = _lanes,
            Unreachable = [.. _lost.Keys.Concat(_strange.Keys.Select(NodeRecord.OfKind)).Order(StringComparer.Ordinal)],
            Running = _running(),
        };

    private IEnumerable<NodeRecord> Others => _roll.Where(node => node.Id != Id);

    internal void Open(IReadOnlyList<string> lanes, Func<int> running) => (_lanes, _running) = (lanes, running);

    /// <summary>Says what this node can do, and hears what the others can.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        if (_left)
            return;
        try
        {
            Hear(await table.TellAsync(Own, ct));
            _isDeaf = false;
        }
        catch (StoreUnavailableException e)
        {
            if (!_isDeaf)
                log.LogWarning("The other nodes cannot be asked, what they said last counts: {Error}", e.Message);
            _isDeaf = true;
        }
    }

    private void Hear(IReadOnlyList<NodeRecord> roll)
    {
        var (before, now) = (Silent, SilentOf(roll));
        _roll = roll;
        foreach (var node in now.ExceptBy(before.Select(other => other.Name), node => node.Name, StringComparer.Ordinal))
            log.LogWarning("The node {Node} has not been heard since {When:u}; others do its work", node.Name, node.SeenAt);
        foreach (var node in before.ExceptBy(now.Select(other => other.Name), node => node.Name, StringComparer.Ordinal))
            log.LogInformation("The node {Node} is silent no more, or forgotten", node.Name);
    }

    // One that was started anew is not missed.
    private static List<NodeRecord> SilentOf(IReadOnlyList<NodeRecord> roll)
    {
        var live = roll.Where(node => node.IsLive).Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        return [.. roll.Where(node => !live.Contains(node.Name)).DistinctBy(node => node.Name, StringComparer.Ordinal)];
    }

    public async Task LeaveAsync(CancellationToken ct)
    {
        _left = true;
        await table.ForgetAsync(Id, ct);
    }

    /// <summary>From here on the jobs of this gate are for others, as long as there are any.</summary>
    public void Lose(string gate) => _lost[gate] = 0;

    public bool HasLost(string gate) => _lost.ContainsKey(gate);

    public void Regain(string gate) => _lost.TryRemove(gate, out _);

    public bool Opens(string lane) => options.Value.Opens(lane);

    /// <summary>Whether a live node other than this one does the jobs of this gate.</summary>
    public bool OthersServe(string lane, string gate) => Others.Any(node => node.Serves(lane, gate));

    /// <summary>What this node cannot reach and others can.</summary>
    internal IReadOnlyCollection<string> GatesOfOthers(string lane) =>
        _lost.IsEmpty ? [] : [.. _lost.Keys.Where(gate => OthersServe(lane, gate))];

    /// <summary>What this version does not know and another one may.</summary>
    internal IReadOnlyCollection<string> KindsOfOthers(string lane) =>
        _strange.IsEmpty ? [] : [.. _strange.Keys.Where(kind => OthersMayKnow(lane, kind))];

    /// <summary>A job of this gate met with something that is away. True when another node does it.</summary>
    internal async Task<bool> LeaveGateAsync(string lane, string gate, CancellationToken ct)
    {
        Lose(gate);
        await TellAsync(ct);
        return OthersServe(lane, gate);
    }

    /// <summary>A job of this kind, or of this version of it, is not known here. True when another node may know it.</summary>
    internal async Task<bool> LeaveKindAsync(string lane, string kind, CancellationToken ct)
    {
        _strange[kind] = 0;
        await TellAsync(ct);
        return OthersMayKnow(lane, kind);
    }

    // One that met with it and did not know it said so.
    private bool OthersMayKnow(string lane, string kind) =>
        Others.Any(node => node.Version != Version && node.Serves(lane, NodeRecord.OfKind(kind)));
}
