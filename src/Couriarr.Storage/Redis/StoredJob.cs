using System.Globalization;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;

namespace Couriarr.Storage.Redis;

/// <summary>A job as the scripts know it. The names of its fields are the columns of the tables.</summary>
internal sealed record StoredJob
{
    public string? Id { get; init; }
    public required string Type { get; init; }
    public required string Lane { get; init; }
    public required int Priority { get; init; }
    public required long Rank { get; init; }
    public required string Payload { get; init; }
    public required int PayloadVersion { get; init; }
    public required long RunAt { get; init; }
    public required long CreatedAt { get; init; }
    public required int MaxRetries { get; init; }
    public string? State { get; init; }
    public long? StartedAt { get; init; }
    public long? CompletedAt { get; init; }
    public int? RetryCount { get; init; }
    public int? CrashCount { get; init; }
    public long? Token { get; init; }
    public string? Probe { get; init; }
    public string? Gate { get; init; }
    public string? BlockedBy { get; init; }
    public string? UniqueKey { get; init; }
    public string? ParentId { get; init; }
    public string? RootId { get; init; }
    public string? Note { get; init; }
    public string? Trace { get; init; }

    public static StoredJob Of(NewJob job)
    {
        ArgumentNullException.ThrowIfNull(job.Payload);
        return new StoredJob
        {
            Type = job.Kind,
            Lane = job.Lane,
            Priority = job.Priority,
            Rank = job.Rank,
            Payload = job.Payload,
            PayloadVersion = job.PayloadVersion,
            RunAt = job.RunAt.ToMs(),
            CreatedAt = job.CreatedAt.ToMs(),
            MaxRetries = job.MaxRetries,
            Gate = job.Gate,
            UniqueKey = job.UniqueKey,
            ParentId = job.ParentId?.ToKey(),
            RootId = job.RootId?.ToKey(),
            Trace = job.Trace,
        };
    }

    public Lease ToLease() => new(ToRecord() with { Trace = Trace }, Token!.Value) { IsProbe = Probe is not null };

    public JobRecord ToRecord() =>
        new(Id!.ToId(), Type, Lane, Priority, Payload, JobRow.State(State!))
        {
            RunAt = RunAt.ToTime(),
            CreatedAt = CreatedAt.ToTime(),
            StartedAt = StartedAt?.ToTime(),
            CompletedAt = CompletedAt?.ToTime(),
            PayloadVersion = PayloadVersion,
            MaxRetries = MaxRetries,
            RetryCount = RetryCount ?? 0,
            CrashCount = CrashCount ?? 0,
            Gate = Gate,
            BlockedBy = BlockedBy,
            UniqueKey = UniqueKey,
            ParentId = ParentId?.ToId(),
            RootId = (RootId ?? Id!).ToId(),
            Note = Note,
        };
}

/// <summary>One run of a job, in the scripts' words.</summary>
internal sealed record StoredAttempt(int Number, long StartedAt, long EndedAt, string Outcome, string? Error)
{
    public static StoredAttempt Of(JobAttempt a) => new(a.Number, a.StartedAt.ToMs(), a.EndedAt.ToMs(), a.Outcome, a.Error);

    public JobAttempt ToAttempt() => new(Number, StartedAt.ToTime(), EndedAt.ToTime(), Outcome, Error);
}

internal sealed record StoredGate(string Name, string Reason, long ClosedAt, long? ProbeAt);

internal sealed record StoredTick(string Schedule, string Line, long At, string? Job)
{
    public Tick ToTick() => new(Schedule, Line, At.ToTime(), Job?.ToId());
}

internal static class JobKeys
{
    /// <summary>Sixteen digits, so that ids have the same order as text and as numbers.</summary>
    public static string ToKey(this JobId id) => id.Value.ToString("D16", CultureInfo.InvariantCulture);

    public static JobId ToId(this string key) => new(long.Parse(key, CultureInfo.InvariantCulture));
}
