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
    private static readonly TimeSpan News = TimeSpan.FromDays(1);
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
            await LookAloneAsync(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task LookAloneAsync(CancellationToken ct)
    {
        var (open, untold) = (await rows.OpenWorksAsync(ct), await UntoldAsync(ct));
        if (open.Count + untold.Count == 0)
            return;
        var live = await jobs.LiveAsync(ct);
        foreach (var work in open.Where(IsLeft))
            await strays.SeeToAsync(work.Transfer, ct);
        foreach (var work in untold.Where(IsLeft))
            await strays.TellAsync(work.Transfer, ct);

        bool IsLeft(OpenWork work) => !live.Contains(((IJob)work.Transfer).UniqueKey!);
    }

    // A transfer tells at its end, which one that was cancelled between two files does not have.
    private Task<List<OpenWork>> UntoldAsync(CancellationToken ct) =>
        rows.UntoldWorksAsync(clock.GetUtcNow() - News, clock.GetUtcNow() - Every, ct);

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }
}
