using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Runs;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Plans;

/// <summary>
/// Has done what was approved of a plan in one library, some hundred lines at a time. It looks again at what each line was made from: what
/// has changed since is refused.
/// </summary>
public sealed record ApplyPlan(long Plan, string Library) : IJob<ApplyPlan>
{
    public static JobKind Kind { get; } =
        new("reconcile-apply")
        {
            Lane = "reconcile",
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(30)),
            Timeout = TimeSpan.FromMinutes(30),
        };

    string? IJob.Gate => $"route:{Library}";

    string? IJob.UniqueKey => $"{Kind.Name}:{Plan}:{Library}";
}

internal sealed class ApplyPlanHandler(
    PlanTable plans,
    PathMap map,
    World world,
    Handing handing,
    Reactions reactions,
    IFailPoints failPoints
) : IJobHandler<ApplyPlan>
{
    private const int AtOnce = 200;

    public async Task<JobResult> RunAsync(ApplyPlan job, JobContext context, CancellationToken ct)
    {
        var route =
            map.Find(job.Library) ?? throw new PermanentException($"There is no mapping '{job.Library}' any more: make a new comparison.");
        var lines = await plans.TakeAsync(job.Plan, job.Library, context.Id.Value, AtOnce, ct);
        if (lines.Count == 0)
            return JobResult.Skip("Nothing of it waits to be done.");
        var judged = await world.JudgeAsync(route, lines, ct);
        var own = await plans.SettleAsync(job.Plan, context.Id.Value, judged, ct);
        failPoints.Reach("reconcile.settled");
        context.FollowUp(await JobsForAsync(route, own, ct));
        if (lines.Count == AtOnce)
            context.FollowUp(job);
        return JobResult.Done;
    }

    private async Task<IReadOnlyList<IJob>> JobsForAsync(Route route, List<PlanLine> lines, CancellationToken ct)
    {
        var jobs = new List<IJob>();
        foreach (var title in lines.GroupBy(line => (line.Action, line.File.Key)))
        {
            var files = title.Select(line => line.File).ToList();
            jobs.AddRange(
                title.Key.Action == PlanLine.Remove
                    ? await reactions.ToAsync(
                        new RemovalApproved(
                            files[0].Work ?? Unknown(route, title.Key.Key),
                            route.Name,
                            [.. files.Select(f => new ExtraFile(f.ThereWithin ?? f.Within, f.There!.Size, f.There.Modified))]
                        ),
                        ct
                    )
                    : await reactions.ToAsync(
                        handing.EventOf(files[0].Work!, files) with
                        {
                            OnlyMissing = title.Key.Action == PlanLine.Add,
                            Unhurried = true,
                        },
                        ct
                    )
            );
        }
        return jobs;
    }

    private static Work Unknown(Route route, string folder) =>
        new(route.Instance ?? "manual", route.Type ?? MediaType.Movie, 0, folder, route.AppPathOf(folder));
}
