using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>When the dry run is over, what it only looked at is carried.</summary>
internal sealed class AfterRehearsal(
    SyncJobs rows,
    JobDesk desk,
    JobQueue queue,
    CouriarrOptions options,
    Loops loops,
    ILogger<AfterRehearsal> log
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Sync.DryRun ? Task.CompletedTask : loops.KeepAsync("what dry runs left", ResumeAsync, stoppingToken);

    private async Task ResumeAsync(CancellationToken ct)
    {
        var left = await rows.RehearsedAsync(ct);
        foreach (var (work, job) in left)
            // Its job is forgotten by now, or waits already: then this one becomes the same.
            if (await desk.RetryAsync(new JobId(job), ct) is not Reply.Done)
                await queue.EnqueueAsync(work.Transfer, ct: ct);
        if (left.Count > 0)
            log.LogInformation("The dry run is over: {Transfers} transfers that it only rehearsed are done now", left.Count);
    }
}
