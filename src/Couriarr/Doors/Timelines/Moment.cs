using System.Globalization;
using System.Text.Json.Serialization;
using Couriarr.Features.Intake;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors.Timelines;

/// <summary>One thing that happened to a title, in a sentence.</summary>
/// <param name="What">webhook, job, attempt, transfer, player or message.</param>
/// <param name="Outcome">In the words of what it is: accepted, succeeded, failed, success, removed.</param>
/// <param name="Inbox">The entry of the inbox; like the other two, null when it is something else.</param>
/// <param name="Transfer">The row of sync_jobs.</param>
internal sealed record Moment(
    DateTimeOffset At,
    string What,
    string Outcome,
    string Sentence,
    long? Inbox = null,
    long? Job = null,
    long? Transfer = null
)
{
    /// <summary>For whoever says it in words of his own, and in his own time.</summary>
    [JsonIgnore]
    public JobRecord? Record { get; init; }

    [JsonIgnore]
    public JobAttempt? Try { get; init; }

    public static Moment Of(InboxEntry entry) =>
        new(
            entry.ReceivedAt,
            "webhook",
            entry.Outcome,
            $"{entry.Instance} told of it ({entry.EventType}{(entry.Deliveries > 1 ? $", {entry.Deliveries} times" : "")})"
                + $"{(entry.ReplayedFrom is { } first ? $", replayed from {first}" : "")}{(entry.Note is { } note ? $": {note}" : "")}.",
            entry.Id,
            entry.JobId
        );

    public static Moment Of(JobRecord job) =>
        new(job.CompletedAt ?? job.StartedAt ?? job.CreatedAt, "job", Word(job.State), Tell(job), Job: job.Id.Value) { Record = job };

    public static Moment Of(JobRecord job, JobAttempt attempt) =>
        new(
            attempt.EndedAt,
            "attempt",
            attempt.Outcome,
            $"{job.Kind} {job.Id}, try {attempt.Number}: {attempt.Outcome}{(attempt.Error is { } error ? $". {error}" : ".")}",
            Job: job.Id.Value
        )
        {
            Record = job,
            Try = attempt,
        };

    public static Moment Of(ShownTransfer file) =>
        new(
            file.CompletedAt ?? file.StartedAt ?? file.CreatedAt,
            "transfer",
            file.WasCancelled ? "cancelled" : file.Status,
            $"{file.Title} {Tell(file)}",
            Job: file.JobId ?? file.BroughtBy,
            Transfer: file.Id
        );

    /// <summary>What was brought and is at the destination no more.</summary>
    public static Moment OfRemoval(ShownTransfer file) =>
        new(
            file.RemovedAt!.Value,
            "transfer",
            "removed",
            $"{file.Title} was removed at {file.DestPath}{(file.RemovalNote is { } note ? $": {note}" : ".")}",
            Job: file.RemovedBy,
            Transfer: file.Id
        );

    public static Moment Of(ShownNotice notice) =>
        new(
            notice.SentAt ?? notice.CreatedAt,
            "message",
            notice.State,
            $"{notice.Title}: {notice.Channel} {TellingOf(notice)}{(notice.Note is { } note ? $" ({note})" : "")}.",
            Job: notice.JobId
        );

    private static string TellingOf(ShownNotice notice) =>
        notice.State switch
        {
            "sent" => "was told",
            "skipped" => "was not told",
            "failed" => "would not take it",
            _ => "is still to be told",
        };

    private static string Tell(JobRecord job)
    {
        var name = $"{job.Kind} {job.Id}";
        var why = job.Note is { } note ? $": {note}" : ".";
        return job.State switch
        {
            JobState.Succeeded => $"{name} is done{Took(job.CompletedAt - job.StartedAt)}.",
            JobState.Skipped => $"{name} had nothing to do{why}",
            JobState.Dead => $"{name} was given up{why}",
            JobState.Cancelled => $"{name} was cancelled{why}",
            JobState.Superseded => $"{name} is needless{why}",
            JobState.Running => $"{name} runs.",
            JobState.Failed => $"{name} failed and is tried again at {Clock(job.RunAt)}{why}",
            JobState.Blocked => $"{name} is held up{why}",
            _ => $"{name} begins at {Clock(job.RunAt)}{why}",
        };
    }

    private static string Tell(ShownTransfer file) =>
        file.Status switch
        {
            "success" when file.Outcome == "present" => $"was at {file.DestPath} already.",
            "success" =>
                $"was carried to {file.DestPath} ({file.Outcome}, {Size(file.FileSize)}{Took(file.CompletedAt - file.StartedAt)}).",
            "running" => $"is being carried to {file.DestPath}.",
            "pending" => $"waits to be carried to {file.DestPath}{Why(file)}",
            "failed" => $"was not carried yet{Why(file)}",
            "failed_permanent" => $"was not carried and is given up{Why(file)}",
            _ when file.WasCancelled => $"was cancelled{Why(file)}",
            _ => $"is not carried any more{Why(file)}",
        };

    private static string Why(ShownTransfer file) => file.ErrorMessage is { } why ? $": {why}" : ".";

    private static string Size(long? bytes) => bytes is { } size ? StatsDoor.Human(size) : "size unknown";

    private static string Took(TimeSpan? time) =>
        time is { } took ? string.Create(CultureInfo.InvariantCulture, $" in {took.TotalSeconds:0.#} s") : "";

    private static string Clock(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Word(JobState state) => state.ToString().ToLowerInvariant();
}
