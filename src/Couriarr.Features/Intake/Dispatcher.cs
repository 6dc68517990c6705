using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Intake;

/// <summary>
/// Brings what was accepted into the queue, many at a time. It looks into the inbox and not into its memory, so what an earlier run or
/// a queue that was away left behind is brought too.
/// </summary>
internal sealed class Dispatcher(InboxTable inbox, JobQueue queue, Bell bell, Nodes nodes, Loops loops, TimeProvider clock)
    : BackgroundService
{
    private const int AtOnce = 500;

    // While they pour in, the senders who wait for an answer go first: what follows from a webhook writes more than the webhook itself.
    private const int AtOnceInAPour = 10;
    private const int Pour = 5;

    // What a node took in right before it died, nobody rings for.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("webhook inbox", RunAsync, stoppingToken);

    private async Task RunAsync(CancellationToken stopping)
    {
        await using var timer = nodes.IsShared ? clock.CreateTimer(_ => bell.Wake(), null, LookEvery, LookEvery) : null;
        for (var (rung, since) = (bell.Rung, clock.GetTimestamp()); ; )
        {
            // Asked before each portion: what an earlier pour left behind must not be brought at the cost of the next one.
            var isPour = bell.Rung - rung >= Pour;
            if (clock.GetElapsedTime(since) >= Breath)
                (rung, since) = (bell.Rung, clock.GetTimestamp());
            var brought = await DispatchAsync(isPour ? AtOnceInAPour : AtOnce, stopping);
            if (isPour)
                await Task.Delay(Breath, clock, stopping);
            else if (brought < AtOnce)
                await bell.WaitAsync(stopping);
        }
    }

    // Killed between the two writes, it enqueues them a second time: a job that still waits is found by its key, and of two that
    // run only one may see to the entry.
    private async Task<int> DispatchAsync(int limit, CancellationToken stopping)
    {
        var entries = await inbox.UndispatchedAsync(limit, stopping);
        if (entries.Count == 0)
            return 0;
        var jobs = await queue.EnqueueAllAsync(entries, ct: stopping);
        await inbox.DispatchedAsync([.. entries.Zip(jobs, (entry, job) => (entry.Inbox, job.Value))], stopping);
        return entries.Count;
    }
}
