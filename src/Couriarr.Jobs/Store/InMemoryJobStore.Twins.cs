namespace Couriarr.Jobs.Store;

/// <summary>How jobs come, and what becomes of two with one key of which neither runs.</summary>
public sealed partial class InMemoryJobStore
{
    private JobId Add(NewJob job)
    {
        var added = new Row(RecordOf(job, new JobId(_lastId + 1)), job.Rank);
        if (TwinOf(job.UniqueKey) is { } twin)
            return Merge(twin, added);
        _rows.Add(new JobId(++_lastId), added);
        return added.Job.Id;
    }

    private static JobRecord RecordOf(NewJob job, JobId id) =>
        new(id, job.Kind, job.Lane, job.Priority, job.Payload, JobState.Scheduled)
        {
            State = job.RunAt > job.CreatedAt ? JobState.Scheduled : JobState.Waiting,
            RunAt = job.RunAt,
            CreatedAt = job.CreatedAt,
            RootId = job.RootId ?? id,
            Trace = job.Trace,
            ParentId = job.ParentId,
            MaxRetries = job.MaxRetries,
            PayloadVersion = job.PayloadVersion,
            Gate = job.Gate,
            UniqueKey = job.UniqueKey,
        };

    private JobId Merge(Row twin, Row other)
    {
        var job = other.Job;
        var runAt = twin.Job.RunAt < job.RunAt ? twin.Job.RunAt : job.RunAt;
        var merged = twin.Job with
        {
            Payload = job.Payload,
            PayloadVersion = job.PayloadVersion,
            Priority = Math.Min(twin.Job.Priority, job.Priority),
            RunAt = runAt,
            RetryCount = 0,
            MaxRetries = job.MaxRetries,
            Gate = job.Gate,
        };
        if (twin.Job.BlockedBy is { } blockedBy && blockedBy != job.Gate)
            merged = merged with { State = JobState.Waiting, BlockedBy = null };
        _rows[twin.Job.Id] = twin with
        {
            Job = merged,
            Rank = Math.Min(twin.Rank, other.Rank),
            IsProbe = twin.IsProbe && twin.Job.Gate == job.Gate,
        };
        return twin.Job.Id;
    }

    private void TakeIn(Row twin, JobId by, DateTimeOffset at)
    {
        var ended = twin.Job with { State = JobState.Superseded, Note = Settled.TakenInBy(by), CompletedAt = at, BlockedBy = null };
        _rows[twin.Job.Id] = new Row(ended, twin.Rank);
        Merge(_rows[by], twin);
    }

    private bool IsAtWork(string? key) =>
        key is not null && _rows.Values.Any(row => row.Job.State is JobState.Running && row.Job.UniqueKey == key);

    private Row? TwinOf(string? key) => key is null ? null : _rows.Values.FirstOrDefault(r => r.Job.UniqueKey == key && Waits(r.Job.State));
}
