using Couriarr.Jobs;
using Couriarr.Jobs.Live;

namespace Couriarr.Storage;

/// <summary>Makes the daily copy of the database.</summary>
public sealed record BackUp : IJob<BackUp>
{
    public static JobKind Kind { get; } =
        new("scheduled-backup")
        {
            Lane = "maintenance",
            Priority = JobPriority.Lowest,
            Retry = RetryPolicy.Flat(3, TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromHours(1),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class BackUpHandler(Backups backups) : IJobHandler<BackUp>
{
    public async Task<JobResult> RunAsync(BackUp job, JobContext context, CancellationToken ct)
    {
        if (backups.Objection is { } objection)
            return JobResult.Skip(objection);
        var backup = await backups.MakeAsync(ct);
        context.Report(new JobProgress(1, 1, $"The copy is {backup.Name}"));
        return JobResult.Done;
    }
}
