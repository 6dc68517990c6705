using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Live;

/// <summary>One documented event of the live feed.</summary>
/// <param name="Event">job:created, job:started, job:progress, job:completed, job:failed, house:changed or queue:stats.</param>
public sealed record LiveEvent(string Event, object Data)
{
    public static LiveEvent Created(JobId id, NewJob job) =>
        new(
            "job:created",
            new LiveJob(id, job.RootId ?? id, job.Kind, job.Lane, job.RunAt > job.CreatedAt ? JobState.Scheduled : JobState.Waiting, null)
        );

    public static LiveEvent Started(JobRecord job) => new("job:started", LiveJob.Of(job, JobState.Running, null));

    public static LiveEvent Progress(JobRecord job, JobProgress progress) =>
        new("job:progress", new LiveProgress(job.Id, job.Kind, progress));

    /// <summary>A run is over: completed when that ended the job well, failed when it failed, started over otherwise.</summary>
    public static LiveEvent Settled(JobRecord job, JobState to, string? note) =>
        new(
            to switch
            {
                JobState.Failed or JobState.Dead => "job:failed",
                JobState.Scheduled or JobState.Waiting or JobState.Blocked => "job:created",
                _ => "job:completed",
            },
            LiveJob.Of(job, to, note)
        );

    /// <summary>Somebody changed something that is no job: a member, a decision, a setting.</summary>
    public static LiveEvent Changed(string what, string thing) => new("house:changed", new LiveChange(what, thing));

    public static LiveEvent Stats(IReadOnlyDictionary<JobState, long> counts) => new("queue:stats", counts);
}

public sealed record LiveJob(JobId Id, JobId RootId, string Type, string Lane, JobState Status, string? Note)
{
    public static LiveJob Of(JobRecord job, JobState state, string? note) => new(job.Id, job.RootId, job.Kind, job.Lane, state, note);
}

public sealed record LiveProgress(JobId Id, string Type, JobProgress Progress);

/// <param name="What">As the audit trail says it.</param>
/// <param name="Thing">The address it was done at.</param>
public sealed record LiveChange(string What, string Thing);

/// <summary>How far a running job has come, in its own unit.</summary>
public sealed record JobProgress(long Current, long Total, string Message, string? Detail = null)
{
    public double? Percentage => Total > 0 ? Math.Clamp(100.0 * Current / Total, 0, 100) : null;
}
