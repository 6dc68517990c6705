using Microsoft.Extensions.Hosting;

namespace Couriarr.Jobs.Sharing;

/// <summary>Speaks up for this node, several times within what a lease lasts, until it stops.</summary>
internal sealed class RollCall(Nodes nodes, Loops loops, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = JobsOptions.Lease / 6;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        nodes.IsShared ? loops.KeepAsync("nodes", CallAsync, stoppingToken) : Task.CompletedTask;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await nodes.LeaveAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // Then the others find out by themselves.
        }
    }

    private async Task CallAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await nodes.TellAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }
}
