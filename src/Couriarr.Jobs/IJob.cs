namespace Couriarr.Jobs;

/// <summary>A piece of work that survives a restart. The record is its payload.</summary>
public interface IJob
{
    /// <summary>What must be open for this job to run: a route, a receiver. Closed, the job is blocked and loses no retry.</summary>
    string? Gate => null;

    /// <summary>Jobs that wait under the same key become one. A job that runs already swallows nothing.</summary>
    string? UniqueKey => null;

    /// <summary>The trace it goes on with, when it is added later than what caused it. See <see cref="JobTrace.Here"/>.</summary>
    string? Trace => null;
}

/// <summary>A job that carries its own name and policy.</summary>
public interface IJob<TSelf> : IJob
    where TSelf : IJob<TSelf>
{
    static abstract JobKind Kind { get; }
}

public interface IJobHandler<in TJob>
    where TJob : IJob
{
    /// <summary>May run more than once for the same job: do the work so that twice is as good as once.</summary>
    Task<JobResult> RunAsync(TJob job, JobContext context, CancellationToken ct);
}
