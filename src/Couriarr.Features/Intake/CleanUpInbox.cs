using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake;

/// <summary>Forgets webhooks that came long ago, a little at a time so that no sender waits for it.</summary>
public sealed record CleanUpInbox : IJob<CleanUpInbox>
{
    public static JobKind Kind { get; } =
        new("inbox-cleanup")
        {
            Lane = "maintenance",
            Priority = JobPriority.Lowest,
            Timeout = TimeSpan.FromHours(1),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class CleanUpInboxHandler(Database database, TimeProvider clock, CouriarrOptions options) : IJobHandler<CleanUpInbox>
{
    private const int AtOnce = 500;

    public async Task<JobResult> RunAsync(CleanUpInbox job, JobContext context, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var webhooks = await ForgetAsync(InboxTable.ForgetAsync, now - options.Storage.KeepWebhooks, context, ct);
        await ForgetAsync(FactsTable.ForgetAsync, now - Fact.Lasting, context, ct);
        return webhooks > 0 ? JobResult.Done : JobResult.Skip("No webhook was old enough to forget.");
    }

    private async Task<int> ForgetAsync(
        Func<Session, long, int, ValueTask<int>> some,
        DateTimeOffset before,
        JobContext context,
        CancellationToken ct
    )
    {
        var forgotten = 0;
        for (var last = AtOnce; last == AtOnce; forgotten += last)
        {
            last = await database.WriteAsync(session => some(session, before.ToUnixTimeMilliseconds(), AtOnce), WriteKind.Upkeep, ct);
            context.Report(new JobProgress(forgotten + last, 0, "Forgetting old webhooks"));
        }
        return forgotten;
    }
}
