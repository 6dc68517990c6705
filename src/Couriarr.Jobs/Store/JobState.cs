namespace Couriarr.Jobs.Store;

/// <summary>See docs/job-states.md for the arrows between them. The names are the stored words.</summary>
public enum JobState
{
    /// <summary>Its time has not come.</summary>
    Scheduled,

    /// <summary>It failed and will be tried again when its time comes.</summary>
    Failed,

    /// <summary>Ready: the next free slot of its lane takes it.</summary>
    Waiting,

    Running,

    /// <summary>Its gate is closed, or this version of the program does not know its kind.</summary>
    Blocked,

    Succeeded,

    /// <summary>There was nothing to do.</summary>
    Skipped,

    /// <summary>Given up; a person may retry it.</summary>
    Dead,

    Cancelled,

    /// <summary>Newer work took its place.</summary>
    Superseded,
}

public static class JobStates
{
    public static bool IsEnded(this JobState state) => state >= JobState.Succeeded;

    public static bool EndedWell(this JobState state) => state.IsEnded() && state is not JobState.Dead;

    /// <summary>The word for it in every store, answer and metric.</summary>
    public static string Word(this JobState state) =>
        state switch
        {
            JobState.Scheduled => "scheduled",
            JobState.Failed => "failed",
            JobState.Waiting => "waiting",
            JobState.Running => "running",
            JobState.Blocked => "blocked",
            JobState.Succeeded => "succeeded",
            JobState.Skipped => "skipped",
            JobState.Dead => "dead",
            JobState.Cancelled => "cancelled",
            JobState.Superseded => "superseded",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "It is no state of a job."),
        };
}
