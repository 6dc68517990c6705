namespace Couriarr.Jobs;

/// <summary>How a job ended when it did not fail. Failure is an exception; see Failures.cs.</summary>
public abstract record JobResult
{
    private JobResult() { }

    public static JobResult Done { get; } = new Completed();

    /// <summary>Nothing to do, and why.</summary>
    public static JobResult Skip(string why) => new Skipped(why);

    /// <summary>The world moved on: newer work does what this job was for.</summary>
    public static JobResult Supersede(string why) => new Outdated(why);

    /// <summary>Not yet: look again later. Costs no retry.</summary>
    public static JobResult Snooze(TimeSpan delay, string why) => new Snoozed(delay, why);

    internal sealed record Completed : JobResult;

    internal sealed record Skipped(string Why) : JobResult;

    internal sealed record Outdated(string Why) : JobResult;

    internal sealed record Snoozed(TimeSpan Delay, string Why) : JobResult;
}
