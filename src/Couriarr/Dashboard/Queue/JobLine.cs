using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Queue;

/// <summary>A job as one line of a list.</summary>
internal sealed record JobLine(JobRecord Job, string Subject, JobProgress? Progress)
{
    public long Id => Job.Id.Value;
    public string Kind => KindOf(Job.Kind);

    /// <summary>When it ended, began or may begin: what matters in its state.</summary>
    public DateTimeOffset At => Job.CompletedAt ?? (Job.State is JobState.Running ? Job.StartedAt ?? Job.RunAt : Job.RunAt);

    public static JobLine Of(JobRecord job, LiveFeed live) =>
        new(job, JobSubject.Of(job.Payload), job.State is JobState.Running ? live.LastWordOf(job.Id) : null);

    /// <summary>The kind in words, or as it is stored when it has none.</summary>
    public static string KindOf(string kind) => SayOr($"kind.{kind}", kind);
}
