using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Running;

/// <summary>The only place that decides what becomes of a job that ran. Pure: no clock, no dice, no store.</summary>
internal sealed record Verdict(Lease Lease, RetryPolicy Retry, DateTimeOffset Now, double Chance, JobsOptions Options)
{
    internal static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortestSnooze = TimeSpan.FromSeconds(1);

    // What is asked for beyond this is a slip of arithmetic, and must not end beyond the calendar.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(366);
    private JobRecord Job => Lease.Job;

    public Settlement On(Outcome outcome) =>
        outcome switch
        {
            Outcome.Ended { Result: JobResult.Completed } => To(JobState.Succeeded, null),
            Outcome.Ended { Result: JobResult.Skipped s } => To(JobState.Skipped, s.Why),
            Outcome.Ended { Result: JobResult.Outdated o } => To(JobState.Superseded, o.Why),
            Outcome.Ended { Result: JobResult.Snoozed s } => Later(JobState.Scheduled, Longer(s.Delay, ShortestSnooze), s.Why),
            Outcome.Interrupted => Remember("interrupted", Later(JobState.Waiting, TimeSpan.Zero, "Interrupted by shutdown.")),
            Outcome.Stopped => Remember("cancelled", To(JobState.Cancelled, "Cancelled while it ran.")),
            Outcome.Crashed => Remember("crashed", OnCrash(Job.CrashCount + 1)),
            Outcome.NotUnderstood n => Later(JobState.Blocked, TimeSpan.Zero, n.Why) with { BlockedBy = JobRecord.Parked },
            Outcome.LeftToOthers l => Later(JobState.Waiting, TimeSpan.Zero, l.Why),
            Outcome.Failed { Error: BlockedException e } => OnBlocked(e.Message),
            Outcome.Failed { Error: PermanentException e } => Remember(
                "failed",
                To(JobState.Dead, e.Message) with
                {
                    RetryCount = Job.RetryCount + 1,
                }
            ),
            Outcome.Failed { Error: TransientException { IsLimit: true } e } => Later(JobState.Scheduled, PauseAfter(1, e), e.Message),
            Outcome.Failed { Error: var e } => Remember("failed", OnFailure(e)),
            _ => throw new InvalidOperationException($"No verdict for {outcome}."),
        };

    private Settlement OnCrash(int crashes) =>
        crashes >= JobsOptions.CrashesAllowed
            ? To(JobState.Dead, $"It killed the worker {crashes} times.") with
            {
                CrashCount = crashes,
            }
            : Later(JobState.Waiting, TimeSpan.Zero, "Interrupted by restart.") with
            {
                CrashCount = crashes,
            };

    private Settlement OnBlocked(string why) =>
        Job.Gate is { } gate
            ? Later(JobState.Blocked, TimeSpan.Zero, why) with
            {
                BlockedBy = gate,
            }
            : Later(JobState.Scheduled, Options.ProbeEvery, why);

    // A probe only asks whether the trouble is over; that it is not costs the job nothing.
    private Settlement OnFailure(Exception error)
    {
        if (Lease.IsProbe)
            return OnBlocked(error.Message);
        var failures = Job.RetryCount + 1;
        if (failures > Job.MaxRetries)
            return To(JobState.Dead, error.Message) with { RetryCount = failures };
        return Later(JobState.Failed, PauseAfter(failures, error), error.Message) with { RetryCount = failures };
    }

    private TimeSpan PauseAfter(int failures, Exception error)
    {
        var pause = Retry.PauseAfter(failures, Chance);
        return error is TransientException { RetryAfter: { } asked } && asked > pause ? Shorter(asked, LongestRetryAfter) : pause;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private Settlement Remember(string outcome, Settlement settlement) =>
        settlement with
        {
            Attempt = new JobAttempt(Job.RetryCount + 1, Job.StartedAt ?? Now, Now, outcome, settlement.Note),
        };

    private Settlement To(JobState state, string? note) =>
        new(state, Now)
        {
            Note = note,
            RetryCount = Job.RetryCount,
            CrashCount = Job.CrashCount,
        };

    // Without a delay it keeps its place in the order.
    private Settlement Later(JobState state, TimeSpan delay, string note)
    {
        var runAt = delay > TimeSpan.Zero ? Now + Shorter(delay, LongestPause) : Job.RunAt;
        return To(state, note) with { RunAt = runAt, Rank = Rank.Of(Job.Priority, runAt, Options.AgeingStep) };
    }
}
