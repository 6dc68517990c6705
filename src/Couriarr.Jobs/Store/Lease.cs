namespace Couriarr.Jobs.Store;

/// <summary>A lane's wish for work.</summary>
/// <param name="Owner">This run of the program; a new one after every start. Of two whose names are the same up to a dot, only one can be alive: who asks.</param>
/// <param name="Until">When the lease ends, in stores whose leases run out.</param>
/// <param name="NextProbe">When a closed gate that lets a probe through now may let through the next.</param>
public sealed record Claim(string Lane, int Limit, string Owner, DateTimeOffset Now, DateTimeOffset Until, DateTimeOffset NextProbe)
{
    /// <summary>
    /// What this owner runs in the lane already. Anything else that it seems to run there was claimed by a call whose answer
    /// was lost, and is given again, first. Null says nothing.
    /// </summary>
    public IReadOnlyCollection<Lease>? Held { get; init; }

    /// <summary>
    /// Waiting jobs with that many crashes are given one at a time: none while another one of them runs, in whatever lane. So the
    /// one that kills its worker is found out, and those that only ran beside it are not taken for it.
    /// </summary>
    public int SuspectAt { get; init; } = int.MaxValue;

    /// <summary>What is behind them is out of this owner's reach: their jobs, and to probe them, is left to others.</summary>
    public IReadOnlyCollection<string> GatesOfOthers { get; init; } = [];

    /// <summary>Jobs of these kinds are left to others as well: this owner does not know them.</summary>
    public IReadOnlyCollection<string> KindsOfOthers { get; init; } = [];

    /// <summary>Only what stands before this rank. Null: whatever there is.</summary>
    public long? Before { get; init; }
}

/// <summary>The right to work on a job. The token only grows: a store refuses every write that shows an older one.</summary>
public sealed record Lease(JobRecord Job, long Token)
{
    /// <summary>Let through a closed gate to see whether the trouble is over.</summary>
    public bool IsProbe { get; init; }
}

public enum LeaseStatus
{
    Held,
    CancelRequested,
    Lost,
}

/// <summary>What the engine decided about a job that ran. The store writes it down and thinks nothing of it.</summary>
public sealed record Settlement(JobState To, DateTimeOffset At)
{
    public string? Note { get; init; }

    /// <summary>When and in what order it may run again; only for a job that has not ended.</summary>
    public DateTimeOffset RunAt { get; init; }
    public long Rank { get; init; }
    public required int RetryCount { get; init; }
    public required int CrashCount { get; init; }

    /// <summary>With <see cref="JobState.Blocked"/>: the gate (the store lets it wait instead when that is open again) or parked.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>The run that just ended, when it is worth remembering.</summary>
    public JobAttempt? Attempt { get; init; }

    /// <summary>Born in the transaction that settles their parent.</summary>
    public IReadOnlyList<NewJob> FollowUps { get; init; } = [];
}

/// <summary>What a settlement came to.</summary>
public sealed record Settled(JobState State, IReadOnlyList<JobId> FollowUps)
{
    /// <summary>The twin that waited, and ended as superseded.</summary>
    public JobId? TakenIn { get; init; }

    /// <summary>What is said of a waiting twin of a job that goes back.</summary>
    public static string TakenInBy(JobId job) => $"Job {job.Value} came back from its run and does this too.";
}

/// <summary>An ended, scheduled or failed job that shall run (again).</summary>
public sealed record Revival(JobId Id, DateTimeOffset RunAt, long Rank);

/// <summary>A closed gate. An open one is not stored.</summary>
/// <param name="ProbeAt">When one job may try whether it is over; null when only a person opens it.</param>
public sealed record Gate(string Name, string Reason, DateTimeOffset ClosedAt, DateTimeOffset? ProbeAt)
{
    /// <summary>A whole lane is paused under this name.</summary>
    public static string OfLane(string lane) => $"lane:{lane}";
}

/// <summary>A moment at which a schedule fired, or (without a job) from which on it counts.</summary>
/// <param name="Line">The cron line and zone it was computed from.</param>
public sealed record Tick(string Schedule, string Line, DateTimeOffset At, JobId? JobId);

/// <summary>What may be forgotten, and how much of it in one go.</summary>
public sealed record Pruning(DateTimeOffset EndedWellBefore, DateTimeOffset FailedBefore, int Limit);
