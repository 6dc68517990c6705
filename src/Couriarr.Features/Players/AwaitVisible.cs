using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>Looks until what a player was asked for is really visible in it, for an answer of 200 proves nothing.</summary>
internal sealed record AwaitVisible(string Player) : IJob<AwaitVisible>
{
    public static JobKind Kind { get; } =
        new("await-visible")
        {
            Lane = "visible",
            Priority = JobPriority.Low,
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1)),
            Timeout = TimeSpan.FromMinutes(5),
        };

    string? IJob.UniqueKey => $"visible:{Player}";
}

internal sealed class AwaitVisibleHandler(MemberBook book, Tidings tidings, Looking looking, Untold untold, TimeProvider clock)
    : IJobHandler<AwaitVisible>
{
    public static readonly TimeSpan Soonest = TimeSpan.FromSeconds(5);

    public async Task<JobResult> RunAsync(AwaitVisible job, JobContext context, CancellationToken ct)
    {
        var asked = await tidings.AskedAsync(job.Player, ct);
        if (await Target.FindAsync(book, job.Player, ct) is not { } target)
        {
            await tidings.SkipAsync(asked, "The player was disabled meanwhile.", ct);
            return JobResult.Skip($"{job.Player} is disabled, or is no more.");
        }
        var now = clock.GetUtcNow();
        var due = asked.Where(row => row.LookAt <= now).ToList();
        var left = await looking.AtAsync(target, due, ct);
        await untold.AlertAsync(target, ct);
        DateTimeOffset[] next = [.. left.Concat(asked.Except(due).Select(row => row.LookAt!.Value)), .. await untold.DueAsync(target, ct)];
        return next.Length == 0
            ? JobResult.Done
            : JobResult.Snooze(next.Min() - clock.GetUtcNow(), $"{target.Who} does not show all of it yet.");
    }
}
