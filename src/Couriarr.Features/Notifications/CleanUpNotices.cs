using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Errors;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications;

/// <summary>Forgets what was told long ago, a little at a time.</summary>
public sealed record CleanUpNotices : IJob<CleanUpNotices>
{
    public static JobKind Kind { get; } =
        new("notices-cleanup")
        {
            Lane = "maintenance",
            Priority = JobPriority.Lowest,
            Timeout = TimeSpan.FromHours(1),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class CleanUpNoticesHandler(NoticeTable table, ErrorTable errors, CouriarrOptions options, TimeProvider clock)
    : IJobHandler<CleanUpNotices>
{
    private const int AtOnce = 500;

    public async Task<JobResult> RunAsync(CleanUpNotices job, JobContext context, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - options.Storage.KeepCompleted;
        var forgotten = await errors.ForgetAsync(DateOnly.FromDateTime(before.UtcDateTime), ct);
        for (var some = AtOnce; some == AtOnce; forgotten += some)
            some = await table.ForgetAsync(before, AtOnce, ct);
        return forgotten > 0 ? JobResult.Done : JobResult.Skip("Nothing was told so long ago.");
    }
}
