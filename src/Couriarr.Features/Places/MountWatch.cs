using System.Collections.Concurrent;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Places;

/// <summary>
/// Looks after the folders of all mappings twice a minute, tells once of each that goes or comes back, and then lets the jobs
/// of its route go on.
/// </summary>
internal sealed class MountWatch(PathMap map, Mounts mounts, MountMemory memory, MountBell bell, Loops loops, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(string Route, Side Side), MountTrouble> _away = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lost = [];

    /// <summary>The folders that are away, by route and side.</summary>
    public IReadOnlyDictionary<(string Route, Side Side), MountTrouble> Away => _away;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        map.Routes.Count == 0 ? Task.CompletedTask : loops.KeepAsync("mounts", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken ct)
    {
        foreach (var (folder, since) in await memory.LostAsync(ct))
            _lost.TryAdd(folder, since);
        using var timer = new PeriodicTimer(Every, clock);
        do await LookAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }

    /// <summary>One round. Hung folders are waited for together.</summary>
    public Task LookAsync(CancellationToken ct) =>
        Task.WhenAll(from route in map.Routes from side in Enum.GetValues<Side>() select LookAsync(route, side, ct));

    private async Task LookAsync(Route route, Side side, CancellationToken ct)
    {
        var folder = route.FolderOf(side);
        var key = $"{side} {route.Name}";
        var health = await mounts.LookAsync(folder, side, ct);
        if (health.Trouble is { } trouble)
        {
            _away[(route.Name, side)] = trouble;
            if (!_lost.ContainsKey(key))
                await LoseAsync(route, side, folder, trouble, key, ct);
        }
        else
        {
            _away.TryRemove((route.Name, side), out _);
            if (_lost.TryRemove(key, out var since))
                await FindAgainAsync(route, side, folder, Since(since), key, ct);
        }
    }

    private async Task LoseAsync(Route route, Side side, string folder, MountTrouble trouble, string key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await bell.LoseAsync(new MountLost(route.Name, Word(side), folder, trouble.Sentence), ct);
        await memory.MarkLostAsync(key, now, ct);
        _lost[key] = now;
    }

    // By the clock on the wall, which alone goes on while we do not; it may have been set back.
    private TimeSpan Since(DateTimeOffset lost) => clock.GetUtcNow() is var now && now > lost ? now - lost : TimeSpan.Zero;

    private async Task FindAgainAsync(Route route, Side side, string folder, TimeSpan away, string key, CancellationToken ct)
    {
        await memory.MarkLostAsync(key, since: null, ct);
        await bell.FindAgainAsync(new MountBack(route.Name, Word(side), folder, away), ct);
        if (Enum.GetValues<Side>().All(other => !_away.ContainsKey((route.Name, other))))
            await bell.ReopenAsync(route.Gate, ct);
    }

    public static string Word(Side side) => side is Side.Source ? "source" : "destination";
}

/// <summary>Says aloud what became of a mount, and to whom it matters.</summary>
internal sealed class MountBell(Reactions reactions, JobQueue queue, JobDesk desk, ILogger<History> history)
{
    public async Task LoseAsync(MountLost lost, CancellationToken ct)
    {
        history.LogWarning("The {Side} of {Route} is away, its transfers wait: {Why}", lost.Side, lost.Route, lost.Why);
        await queue.EnqueueAllAsync(await reactions.ToAsync(lost, ct), ct: ct);
    }

    public async Task FindAgainAsync(MountBack back, CancellationToken ct)
    {
        history.LogInformation("The {Side} of {Route} is back after {Away}", back.Side, back.Route, back.Away);
        await queue.EnqueueAllAsync(await reactions.ToAsync(back, ct), ct: ct);
    }

    public Task ReopenAsync(string gate, CancellationToken ct) => desk.ReopenAsync(gate, ct);
}
