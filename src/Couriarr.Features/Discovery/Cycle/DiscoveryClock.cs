using Couriarr.Jobs;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>Looks every minute whether the catalogue is to be asked, and first of all at the start.</summary>
internal sealed class DiscoveryClock(DiscoveryDesk desk, Loops loops, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        desk.IsOn ? loops.KeepAsync("discovery", LookAsync, stoppingToken) : Task.CompletedTask;

    private async Task LookAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await desk.KeepUpAsync(clock.GetUtcNow(), ct);
        while (await timer.WaitForNextTickAsync(ct));
    }
}
