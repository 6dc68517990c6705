using Couriarr.Jobs;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Intake;

/// <summary>
/// Brings what was accepted into the queue, many at a time. It looks into the inbox and not into its memory, so what an earlier run or
/// a queue that was away left behind is brought too.
/// </summary>
internal sealed class Dispatcher(InboxTable inbox, JobQueue queue, Bell bell, Loops loops) : BackgroundService
{
    private const int AtOnce = 500;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("webhook inbox", RunAsync, stoppingToken);

    private async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            while (await DispatchAsync(stopping) > 0) { }
            await bell.WaitAsync(stopping);
        }
    }

    // Killed between the two writes, it enqueues them a second time: a job that still waits is found by its key, and of two that
    // run only one may see to the entry.
    private async Task<int> DispatchAsync(CancellationToken stopping)
    {
        var entries = await inbox.UndispatchedAsync(AtOnce, stopping);
        if (entries.Count == 0)
            return 0;
        var jobs = await queue.EnqueueAllAsync(entries, ct: stopping);
        await inbox.DispatchedAsync([.. entries.Zip(jobs, (entry, job) => (entry.Inbox, job.Value))], stopping);
        return entries.Count;
    }
}
