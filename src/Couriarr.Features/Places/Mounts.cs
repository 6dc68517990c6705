using System.Collections.Concurrent;
using Couriarr.Jobs;

namespace Couriarr.Features.Places;

/// <summary>Looks at the folders of the mappings without ever waiting long for them.</summary>
internal sealed class Mounts(MountMemory memory, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Probe> _probes = [];
    private readonly ConcurrentDictionary<(string, Side), (MountHealth Health, long At)> _seen = [];

    /// <summary>Looks now, unless somebody just did.</summary>
    public async Task<MountHealth> LookAsync(string folder, Side side, CancellationToken ct)
    {
        if (_seen.TryGetValue((folder, side), out var seen) && seen.Health.IsUp && clock.GetElapsedTime(seen.At) < Freshness)
            return seen.Health;
        var health = await LookAfreshAsync(folder, side, ct);
        _seen[(folder, side)] = (health, clock.GetTimestamp());
        return health;
    }

    /// <summary>As it was found last; null before the first look. Waits for nothing.</summary>
    public MountHealth? Seen(string folder, Side side) => _seen.TryGetValue((folder, side), out var seen) ? seen.Health : null;

    /// <summary>Looks now, whatever was seen a moment ago.</summary>
    public Task<MountHealth> LookAnewAsync(string folder, Side side, CancellationToken ct)
    {
        _seen.TryRemove((folder, side), out _);
        return LookAsync(folder, side, ct);
    }

    /// <summary>
    /// Opens a destination and then looks anew, whatever was seen a moment ago. What is open stays where it is: whatever is made or
    /// removed below it comes to pass on the mount that is meant, and never in the bare folder that one leaves behind.
    /// </summary>
    /// <exception cref="BlockedException">A folder of the route is away.</exception>
    public async Task<PinnedFolder> PinAsync(Route route, CancellationToken ct)
    {
        PinnedFolder? root = null;
        try
        {
            root = await Aside.RunAsync(
                () => PinnedFolder.Open(route.Destination, [], create: false),
                route.Destination,
                Patience,
                clock,
                ct
            );
            await EnsureStillUpAsync(route, ct);
            return root;
        }
        catch (Exception e)
        {
            root?.Dispose();
            // Of a folder that cannot be opened, the look says best why.
            if (e is IOException)
                await EnsureStillUpAsync(route, ct);
            throw;
        }
    }

    private Task<DiskRoom> EnsureStillUpAsync(Route route, CancellationToken ct)
    {
        foreach (var side in route.Sides)
            _seen.TryRemove((route.FolderOf(side), side), out _);
        return EnsureUpAsync(route, ct);
    }

    /// <returns>What the destination has to give. Of another machine nobody knows.</returns>
    /// <exception cref="BlockedException">A folder of the route is away; with the reason.</exception>
    public async Task<DiskRoom> EnsureUpAsync(Route route, CancellationToken ct)
    {
        if (route.Remote is not null)
            return await EnsureSourceAsync(route, LookAsync(route.Source, Side.Source, ct));
        var (source, destination) = (LookAsync(route.Source, Side.Source, ct), LookAsync(route.Destination, Side.Destination, ct));
        await EnsureSourceAsync(route, source);
        var there = await destination;
        return there.Trouble is { } trouble ? throw new AwayException(route, Side.Destination, trouble.Sentence) : there.Room;
    }

    private static async Task<DiskRoom> EnsureSourceAsync(Route route, Task<MountHealth> source) =>
        (await source).Trouble is { } lost ? throw new AwayException(route, Side.Source, lost.Sentence) : default;

    private async Task<MountHealth> LookAfreshAsync(string folder, Side side, CancellationToken ct)
    {
        try
        {
            var sight = await _probes.GetOrAdd(folder, _ => new Probe(folder)).LookAsync().WaitAsync(Patience, clock, ct);
            var known = await memory.FindAsync(folder, ct);
            if (MountVerdict.Of(folder, side, sight, known) is { } trouble)
                return new MountHealth(trouble, sight.Room);
            if (MountIdentity.Of(folder, sight) is var identity && identity != known)
                await memory.RememberAsync(identity, clock.GetUtcNow(), ct);
            return new MountHealth(null, sight.Room);
        }
        catch (TimeoutException)
        {
            return new MountHealth(
                new(
                    "does not answer",
                    $"{folder} has not answered for {Patience.TotalSeconds:0} seconds: the server behind it is away or its connection hangs."
                )
                {
                    IsAway = true,
                }
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var known = await memory.FindAsync(folder, ct);
            return new MountHealth(Missing(folder, e) with { IsAway = known is { HeldFiles: true } or { HadMarker: true } });
        }
    }

    private static MountTrouble Missing(string folder, Exception e) =>
        e.HResult == Linux.NoEntry
            ? new("is not there", $"{folder} is not there: mount it or make it.")
            : new("cannot be read", $"{folder} cannot be read: {(e.HResult is > 0 and < 4096 ? Linux.Say(e.HResult) : e.Message)}.");

    /// <summary>At most one thread hangs on a folder: who asks meanwhile waits for the same answer.</summary>
    private sealed class Probe(string folder)
    {
        private readonly Lock _gate = new();
        private Task<MountSight>? _look;

        public Task<MountSight> LookAsync()
        {
            lock (_gate)
                return _look is { IsCompleted: false } ? _look : _look = Aside.Run(() => MountSight.Of(folder));
        }
    }
}

/// <param name="Trouble">Null when it can be used.</param>
internal sealed record MountHealth(MountTrouble? Trouble, DiskRoom Room = default)
{
    public bool IsUp => Trouble is null;
}
