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
    /// <param name="reached">What is behind the gate of the job answered it: the gate opens, though the job goes on waiting.</param>
    public static JobResult Snooze(TimeSpan delay, string why, bool reached = false) => new Snoozed(delay, why, reached);

    internal sealed record Completed : JobResult;

    internal sealed record Skipped(string Why) : JobResult;

    internal sealed record Outdated(string Why) : JobResult;

    internal sealed record Snoozed(TimeSpan Delay, string Why, bool Reached) : JobResult;
}
