using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>Compares the libraries one after another, and has done about it what its occasion allows.</summary>
public sealed record Reconcile(Occasion Occasion) : IJob<Reconcile>
{
    /// <summary>The moment that it is for, however late it runs.</summary>
    public DateTimeOffset? Tick { get; init; }

    /// <summary>One library alone, by the name of its mapping.</summary>
    public string? Library { get; init; }

    /// <summary>Nothing is carried for it.</summary>
    public bool ReportOnly { get; init; }

    /// <summary>It only counts what would be carried, and tells nobody.</summary>
    public bool IsDry { get; init; }

    public static JobKind Kind { get; } =
        new("reconcile")
        {
            Lane = "reconcile",
            Priority = JobPriority.Low,
            // An app that makes its backup, or a share that is remounted, shall not cost the night.
            Retry = new RetryPolicy(2, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20)),
            Timeout = TimeSpan.FromHours(12),
        };

    string? IJob.UniqueKey => $"{Kind.Name}:{Occasion}:{Library}:{ReportOnly}:{IsDry}";
}

internal sealed class ReconcileHandler(
    PathMap map,
    LibraryComparison comparison,
    RunTable runs,
    CouriarrOptions options,
    IFailPoints failPoints,
    TimeProvider clock
) : IJobHandler<Reconcile>
{
    public async Task<JobResult> RunAsync(Reconcile job, JobContext context, CancellationToken ct)
    {
        await runs.ForgetAsync(clock.GetUtcNow() - TimeSpan.FromDays(options.Reconcile.KeepDays), ct);
        var run = await runs.BeginAsync(context.Id.Value, job, ct);
        run = await runs.FindAsync(run.Id, ct) ?? run;
        var doubts = new List<string>();
        foreach (var route in map.Routes.Where(route => job.Library is null || route.Name == job.Library))
            if (!run.Libraries.Any(library => library.Library == route.Name && library.IsSaid))
                if (await CompareAsync(run, route, context, ct) is { } doubt)
                    doubts.Add($"{route.Name}: {doubt}");
        if (doubts.Count > 0 && job.Occasion is not Occasion.Asked && !context.IsLastAttempt)
            throw new TransientException($"Nothing can be said yet of {string.Join(" ", doubts)}");
        context.FollowUp(new QueueMissing(run.Id) { Mode = ModeOf(job) });
        return JobResult.Done;
    }

    /// <returns>Why nothing can be said of it; null when it was compared.</returns>
    private async Task<string?> CompareAsync(Run run, Route route, JobContext context, CancellationToken ct)
    {
        await runs.ClearAsync(run.Id, route.Name, ct);
        try
        {
            var before = await runs.LastSeenAsync(route.Name, ct);
            var (sheet, compared) = await comparison.OfAsync(
                run,
                route,
                before,
                walk =>
                    context.Report(
                        new(walk.Files, 0, route.Name, FormattableString.Invariant($"{walk.Files} files, {walk.Folders} folders"))
                    ),
                ct
            );
            failPoints.Reach("reconcile.compared");
            await runs.SayAsync(run.Id, route.Name, sheet, compared, run.Occasion is Occasion.Weekly, ct);
            failPoints.Reach("reconcile.said");
            return null;
        }
        catch (Exception e)
            when (e is BlockedException or TransientException or PermanentException or IOException or UnauthorizedAccessException)
        {
            await runs.ClearAsync(run.Id, route.Name, ct);
            await runs.DoubtAsync(run.Id, route.Name, e.Message, ct);
            return e.Message;
        }
    }

    private QueueMode ModeOf(Reconcile job) =>
        job.Occasion is Occasion.Weekly || job.ReportOnly ? QueueMode.Nothing
        : job.IsDry || options.Sync.DryRun ? QueueMode.Count
        : job.Occasion is Occasion.Nightly && !options.Reconcile.Queue ? QueueMode.Nothing
        : QueueMode.Queue;
}
