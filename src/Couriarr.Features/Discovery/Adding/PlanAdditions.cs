using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Sees to everything that is wanted: one job for each Sonarr or Radarr, so that one that is away holds up no other.</summary>
public sealed record PlanAdditions : IJob<PlanAdditions>
{
    public static JobKind Kind { get; } =
        new("plan-additions")
        {
            Lane = "adding",
            Priority = JobPriority.High,
            Timeout = TimeSpan.FromMinutes(10),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class PlanAdditionsHandler(Planner planner, Leavers leavers) : IJobHandler<PlanAdditions>
{
    public async Task<JobResult> RunAsync(PlanAdditions job, JobContext context, CancellationToken ct)
    {
        var targets = (await planner.TargetsAsync(ct)).Union(await leavers.TargetsAsync(ct));
        context.FollowUp(targets.Select(target => new AddWanted(target)));
        // People hear of what waits for them also while nothing is added.
        context.FollowUp(new TellFound());
        return JobResult.Done;
    }
}
