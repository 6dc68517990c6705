namespace Couriarr.Jobs.Store;

/// <summary>A job on its way into the store, which gives it its id.</summary>
public sealed record NewJob(string Kind, string Lane, int Priority, string Payload, DateTimeOffset RunAt, DateTimeOffset CreatedAt)
{
    /// <summary>The order within a lane; see <see cref="Running.Rank"/>.</summary>
    public required long Rank { get; init; }
    public required int MaxRetries { get; init; }
    public int PayloadVersion { get; init; } = 1;
    public string? Gate { get; init; }
    public string? UniqueKey { get; init; }
    public JobId? ParentId { get; init; }

    /// <summary>Null for a job that starts a tree of its own.</summary>
    public JobId? RootId { get; init; }

    /// <summary>Where it came from in the trace of what happened, while traces are sent somewhere.</summary>
    public string? Trace { get; init; }
}

/// <summary>A job as the store knows it, live or ended.</summary>
public sealed record JobRecord(JobId Id, string Kind, string Lane, int Priority, string Payload, JobState State)
{
    public required DateTimeOffset RunAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required JobId RootId { get; init; }
    public required int MaxRetries { get; init; }
    public int PayloadVersion { get; init; } = 1;
    public JobId? ParentId { get; init; }
    public string? Gate { get; init; }

    /// <summary>Set while it is blocked: the gate, or <see cref="Parked"/>.</summary>
    public string? BlockedBy { get; init; }
    public string? UniqueKey { get; init; }

    /// <summary>Failures so far. Snoozes, interruptions and crashes do not count.</summary>
    public int RetryCount { get; init; }

    /// <summary>How often its worker died under it.</summary>
    public int CrashCount { get; init; }

    /// <summary>Why it is where it is: the last error, or the reason for a pause, a skip, an end.</summary>
    public string? Note { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Only while it runs: the history has no use for it.</summary>
    public string? Trace { get; init; }

    /// <summary>Blocked because this version of the program cannot read it. The next start lets it try again.</summary>
    public const string Parked = "unknown";
}

/// <summary>One run that was not the good end of its job, kept until the job itself is forgotten.</summary>
public sealed record JobAttempt(int Number, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string Outcome, string? Error);
