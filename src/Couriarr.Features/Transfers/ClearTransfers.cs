using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Forgets what was recycled or told long ago, and what given-up transfers left unfinished. Knows its leftovers by its own rows and touches nothing else.</summary>
public sealed record ClearTransfers : IJob<ClearTransfers>
{
    public static JobKind Kind { get; } =
        new("scheduled-transfer-cleanup")
        {
            Lane = "maintenance",
            Priority = JobPriority.Lowest,
            Retry = RetryPolicy.Flat(3, TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromHours(1),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class ClearTransfersHandler(Broom broom, SyncJobs rows, RenameTable renames, CouriarrOptions options, TimeProvider clock)
    : IJobHandler<ClearTransfers>
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(40);

    public async Task<JobResult> RunAsync(ClearTransfers job, JobContext context, CancellationToken ct)
    {
        if (options.Sync.DryRun)
            return JobResult.Skip("A dry run removes nothing, not even leftovers.");
        await renames.ForgetAsync(clock.GetUtcNow() - Remembered, ct);
        await broom.SweepAsync(ct);
        await rows.ForgetPayloadsAsync(clock.GetUtcNow() - options.Storage.KeepWebhooks, ct);
        return JobResult.Done;
    }
}
