using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Runs;

public enum QueueMode
{
    Nothing,

    /// <summary>Only says how many would be carried.</summary>
    Count,
    Queue,
}

/// <summary>Has carried what a comparison found missing, some hundred files at a time, and tells at its end what came of the comparison.</summary>
/// <param name="Run">Which comparison.</param>
public sealed record QueueMissing(long Run) : IJob<QueueMissing>
{
    public QueueMode Mode { get; init; }

    /// <summary>How far an earlier part of it came, and how many it had carried.</summary>
    public long After { get; init; }
    public int Queued { get; init; }

    public static JobKind Kind { get; } =
        new("reconcile-queue")
        {
            Lane = "reconcile",
            Priority = JobPriority.Low,
            Timeout = TimeSpan.FromMinutes(10),
        };
}

internal sealed class QueueMissingHandler(
    RunTable runs,
    FindingTable findings,
    Due due,
    Handing handing,
    Report report,
    CouriarrOptions options
) : IJobHandler<QueueMissing>
{
    private const int AtOnce = 500;
    private static readonly string[] Wanted = ["missing", "other_size"];

    public async Task<JobResult> RunAsync(QueueMissing job, JobContext context, CancellationToken ct)
    {
        if (await runs.FindAsync(job.Run, ct) is not { } run)
            return JobResult.Skip("That comparison is forgotten.");
        var page = job.Mode is QueueMode.Nothing ? [] : await findings.PageAsync(run.Id, null, Wanted, job.After, AtOnce, ct);
        var some = await due.AmongAsync(run.Id, page, options.Reconcile.MaxAdds - job.Queued, ct);
        if (job.Mode is QueueMode.Queue)
        {
            await due.NoteAsync(run.Id, some, ct);
            context.FollowUp(await handing.JobsForAsync(some, ct));
        }
        var queued = job.Queued + some.Count;
        if (page.Count == AtOnce && queued < options.Reconcile.MaxAdds)
        {
            context.FollowUp(job with { After = page[^1].Id, Queued = queued });
            return JobResult.Done;
        }
        await runs.EndAsync(run.Id, queued, ct);
        if (!run.IsDry)
            context.FollowUp(await report.TellAsync(run, job.Mode is QueueMode.Queue ? queued : 0, ct));
        return JobResult.Done;
    }
}

/// <summary>Hands missing files over as an import would: what is whole at the destination stays, and everything else goes first.</summary>
internal sealed class Handing(PathMap map, Reactions reactions)
{
    public async Task<IReadOnlyList<IJob>> JobsForAsync(IEnumerable<Finding> findings, CancellationToken ct)
    {
        var jobs = new List<IJob>();
        foreach (var title in findings.GroupBy(finding => (finding.Library, finding.Key)))
            jobs.AddRange(await reactions.ToAsync(EventOf(title.First().Work!, title) with { OnlyMissing = true, Unhurried = true }, ct));
        return jobs;
    }

    public MediaImported EventOf(Work work, IEnumerable<Finding> findings) => new(work, [.. findings.Select(FileOf)]);

    private ImportedFile FileOf(Finding finding) =>
        new(map.Find(finding.Library)!.AppPathOf(finding.Within), finding.FileId, finding.Source!.Size, finding.Quality);
}
