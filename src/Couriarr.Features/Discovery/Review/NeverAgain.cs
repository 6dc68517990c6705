using Couriarr.Features.Arr.Api;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Review;

/// <summary>Has the lists of an app leave out what its owner never wants again.</summary>
internal sealed record NeverAgain(Target Target, int Number, string Title, int? Year) : IJob<NeverAgain>
{
    public static JobKind Kind { get; } =
        new("never-again")
        {
            Lane = "adding",
            Priority = JobPriority.Low,
            Retry = new RetryPolicy(8, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)),
        };

    string? IJob.Gate => Target.Gate;
    string? IJob.UniqueKey => $"{Kind.Name}:{Target.Name}:{Number}";

    public static NeverAgain Of(ReviewItem item) =>
        new(new Target(item.Kind, item.Wish.Routing.Instance), item.Wish.Number!.Value, item.Wish.Title, item.Wish.Year);
}

internal sealed class NeverAgainHandler(Targets targets) : IJobHandler<NeverAgain>
{
    public async Task<JobResult> RunAsync(NeverAgain job, JobContext context, CancellationToken ct)
    {
        if (await targets.FindAsync(job.Target, ct) is not { } api)
            return JobResult.Skip($"There is no {job.Target.Kind} '{job.Target.Name}' in use.");
        await new ArrAdding(api).ExcludeAsync(job.Number, job.Title, job.Year, ct);
        return JobResult.Done;
    }
}
