using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Transfers.Remote;

/// <summary>
/// Finds out when this node reaches another machine again: as long as its route is left to other nodes, no job comes here to find that out.
/// </summary>
internal sealed class RemoteWatch(PathMap map, RemoteRsync rsync, MountWatch mounts, Nodes nodes, Loops loops, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        nodes.HasNoLanes || map.All.All(route => route.Remote is null)
            ? Task.CompletedTask
            : loops.KeepAsync("remote", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(ct))
            await LookAsync(ct);
    }

    /// <summary>One round over what was lost. Those that do not answer are waited for together.</summary>
    public Task LookAsync(CancellationToken ct) =>
        Task.WhenAll(
            from route in map.All
            where route.Remote is not null && nodes.HasLost(route.Gate) && mounts.IsWhole(route)
            select LookAsync(route, ct)
        );

    private async Task LookAsync(Route route, CancellationToken ct)
    {
        try
        {
            await rsync.EnsureThereAsync(route.Remote!, ct);
            nodes.Regain(route.Gate);
        }
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            // Still away; who said so first has told of it.
        }
    }
}
