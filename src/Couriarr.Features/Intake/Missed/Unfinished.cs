using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Intake.Missed;

/// <summary>
/// Where the queue can lose what it has: sees which webhooks are wholly done, and gives those that it knows no more back to the
/// dispatcher. What it may have lost besides, the apps' histories tell.
/// </summary>
internal sealed class Unfinished(
    OpenTable open,
    IQueueMemory memory,
    IJobReader jobs,
    JobQueue queue,
    Bell bell,
    Loops loops,
    TimeProvider clock
) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        memory.MayForget ? loops.KeepAsync("unfinished webhooks", RunAsync, stoppingToken) : Task.CompletedTask;

    private async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        var known = memory.Doubts;
        do
        {
            var doubts = memory.Doubts;
            await LookAsync(stopping);
            if (doubts != known)
                await queue.EnqueueAsync(new CatchUpAll(), ct: stopping);
            known = doubts;
        } while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task LookAsync(CancellationToken ct)
    {
        for (var after = 0L; await open.ListAsync(after, ct) is { Count: > 0 } some; after = some[^1].Inbox)
        {
            var states = some.Zip(await memory.TreesAsync(some.ConvertAll(entry => entry.Job), ct)).ToLookup(s => s.Second, s => s.First);
            var taken = await TakenInAsync(states[TreeState.Ended], ct);
            await open.EndedAsync([.. states[TreeState.Ended].Except(taken)], ct);
            if (await open.LostAsync([.. states[TreeState.Unknown], .. taken], ct) > 0)
                bell.Ring();
        }
    }

    // Their jobs ended, and others will see to them: brought to the queue again, they are found there.
    private async Task<List<OpenEntry>> TakenInAsync(IEnumerable<OpenEntry> ended, CancellationToken ct)
    {
        var taken = new List<OpenEntry>();
        foreach (var entry in ended.Where(entry => !entry.IsHandled))
            if (await jobs.FindAsync(entry.Job, ct) is { State: JobState.Superseded })
                taken.Add(entry);
        return taken;
    }
}
