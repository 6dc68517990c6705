using Couriarr.Jobs;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Looks each minute for files that wait although no transfer is left that would carry them: it was cancelled, died beyond its own
/// ending, or is gone.
/// </summary>
internal sealed class StrayWatch(SyncJobs rows, TransferJobs jobs, Strays strays, Loops loops, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("strays", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await LookAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }

    /// <summary>One round, and one at a time: nothing is told twice.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var open = await rows.OpenWorksAsync(ct);
            var live = open.Count > 0 ? await jobs.LiveAsync(ct) : new HashSet<string>();
            foreach (var transfer in open.Select(work => work.Transfer).Where(transfer => !live.Contains(((IJob)transfer).UniqueKey!)))
                await strays.SeeToAsync(transfer, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }
}
