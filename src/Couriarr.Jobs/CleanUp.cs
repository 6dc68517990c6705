using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs;

/// <summary>Forgets jobs that ended long ago, a little at a time so that nobody waits for it.</summary>
public sealed record CleanUp : IJob<CleanUp>
{
    public static JobKind Kind { get; } =
        new("scheduled-cleanup")
        {
            Lane = "maintenance",
            Priority = JobPriority.Lowest,
            Timeout = TimeSpan.FromHours(1),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class CleanUpHandler(IJobStore store, TimeProvider clock, IOptions<JobsOptions> options) : IJobHandler<CleanUp>
{
    private const int AtOnce = 500;

    public async Task<JobResult> RunAsync(CleanUp job, JobContext context, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var pruning = new Pruning(now - options.Value.KeepEndedWell, now - options.Value.KeepFailed, AtOnce);
        var forgotten = 0;
        for (var some = AtOnce; some == AtOnce && !ct.IsCancellationRequested; forgotten += some)
        {
            some = await store.PruneAsync(pruning, ct);
            context.Report(new JobProgress(forgotten + some, 0, "Forgetting old jobs"));
        }
        return forgotten > 0 ? JobResult.Done : JobResult.Skip("Nothing was old enough to forget.");
    }
}
