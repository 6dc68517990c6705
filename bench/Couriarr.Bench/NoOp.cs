using Couriarr.Jobs;

namespace Couriarr.Bench;

/// <summary>Costs nothing to do, so that what is measured is the queue.</summary>
internal sealed record NoOp(int Number) : IJob<NoOp>
{
    public const string Lane = "bench";

    public static JobKind Kind { get; } = new("no-op") { Lane = Lane };
}

internal sealed class NoOpHandler(Starts starts) : IJobHandler<NoOp>
{
    public Task<JobResult> RunAsync(NoOp job, JobContext context, CancellationToken ct)
    {
        starts.Count();
        return Task.FromResult(JobResult.Done);
    }
}
