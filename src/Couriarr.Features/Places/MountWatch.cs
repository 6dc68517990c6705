using System.Collections.Concurrent;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Places;

/// <summary>
/// Looks after the folders of all mappings twice a minute, tells once of each that goes or comes back, and then lets the jobs
/// of its route go on. What another node can reach is nothing to tell of: its jobs are left to that one.
/// </summary>
internal sealed class MountWatch(
    PathMap map,
    Mounts mounts,
    Losses losses,
    Shortages shortages,
    Nodes nodes,
    Loops loops,
    TimeProvider clock
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(string Route, Side Side), MountTrouble> _away = [];

    /// <summary>The folders that are away, by route and side.</summary>
    public IReadOnlyDictionary<(string Route, Side Side), MountTrouble> Away => _away;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        map.All.Count == 0 || nodes.HasNoLanes ? Task.CompletedTask : loops.KeepAsync("mounts", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await LookAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }

    /// <summary>One round. Hung folders are waited for together.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await Task.WhenAll(from route in map.All from side in route.Sides select LookAsync(route, side, ct));
        foreach (var route in map.All)
            if (!IsWhole(route))
                nodes.Lose(route.Gate);
            else if (route.Remote is null)
                nodes.Regain(route.Gate);
        if (nodes.Opens(Route.Lane))
            await losses.ReopenClosedAsync([.. map.All.Where(IsWhole)], ct);
    }

    private async Task LookAsync(Route route, Side side, CancellationToken ct)
    {
        var folder = route.FolderOf(side);
        var key = $"{side} {route.Name}";
        var health = await mounts.LookAsync(folder, side, ct);
        if (health.Trouble is { } trouble)
        {
            _away[(route.Name, side)] = trouble;
            if (!IsServedElsewhere(route))
                await losses.LoseAsync(key, new MountLost(route.Name, Word(side), folder, trouble.Sentence), ct);
            return;
        }
        _away.TryRemove((route.Name, side), out _);
        var isBack = await losses.FindAgainAsync(key, away => new MountBack(route.Name, Word(side), folder, away), ct);
        if (isBack && IsWhole(route))
            await losses.ReopenAsync(route, ct);
        if (side is Side.Destination)
            await shortages.SeeAsync(route, health.Room, ct);
    }

    /// <summary>Then it is nothing that anybody has to see to.</summary>
    public bool IsServedElsewhere(Route route) => nodes.OthersServe(Route.Lane, route.Gate);

    /// <summary>Nothing of it that can be looked at from here is away.</summary>
    public bool IsWhole(Route route) => Enum.GetValues<Side>().All(side => !_away.ContainsKey((route.Name, side)));

    public static string Word(Side side) => side is Side.Source ? "source" : "destination";
}

/// <summary>Says aloud what became of a mount, and to whom it matters.</summary>
internal sealed class MountBell(Reactions reactions, JobQueue queue, JobDesk desk, IJobReader jobs, ILogger<History> history)
{
    public async Task LoseAsync(MountLost lost, CancellationToken ct)
    {
        history.LogWarning(
            "The {Side} of {Route} is {Trouble}, its transfers wait: {Why}",
            lost.Side,
            lost.Route,
            lost.IsFull ? "full" : "away",
            lost.Why
        );
        await queue.EnqueueAllAsync(await reactions.ToAsync(lost, ct), ct: ct);
    }

    public async Task FindAgainAsync(MountBack back, CancellationToken ct)
    {
        history.LogInformation(
            "The {Side} of {Route} {Recovery} after {Away}",
            back.Side,
            back.Route,
            back.WasFull ? "has room again" : "is back",
            back.Away
        );
        await queue.EnqueueAllAsync(await reactions.ToAsync(back, ct), ct: ct);
    }

    public Task ReopenAsync(string gate, CancellationToken ct) => desk.ReopenAsync(gate, ct);

    public async Task ReopenClosedAsync(IReadOnlyCollection<Route> whole, CancellationToken ct)
    {
        foreach (var gate in await jobs.GatesAsync(ct))
            if (whole.Any(route => route.Gate == gate.Name && AwayException.IsReason(gate.Reason, route)))
                await ReopenAsync(gate.Name, ct);
    }
}
