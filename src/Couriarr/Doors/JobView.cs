using System.Text.Json;
using System.Text.Json.Serialization;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>A job as the API shows it, with the field names of the documents.</summary>
internal sealed record JobView(
    JobId Id,
    string Type,
    JobState Status,
    string Lane,
    int Priority,
    int RetryCount,
    int MaxRetries,
    int CrashCount,
    DateTimeOffset RunAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    double? DurationSeconds,
    JobId? ParentId,
    JobId RootId,
    string? Gate,
    string? BlockedBy,
    string? UniqueKey,
    string? Note,
    string? ErrorMessage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Payload
)
{
    /// <summary>How far a running one has come, as the live feed last said; null when it said nothing.</summary>
    public JobProgress? Progress { get; init; }

    public static JobView Of(JobRecord job, LiveFeed live) =>
        Of(job) with
        {
            Progress = job.State is JobState.Running ? live.LastWordOf(job.Id) : null,
        };

    public static JobView Of(JobRecord job) =>
        new(
            job.Id,
            job.Kind,
            job.State,
            job.Lane,
            job.Priority,
            job.RetryCount,
            job.MaxRetries,
            job.CrashCount,
            job.RunAt,
            job.CreatedAt,
            job.StartedAt,
            job.CompletedAt,
            (job.CompletedAt - job.StartedAt)?.TotalSeconds,
            job.ParentId,
            job.RootId,
            job.Gate,
            job.BlockedBy,
            job.UniqueKey,
            job.Note,
            job.State is JobState.Failed or JobState.Dead ? job.Note : null,
            PayloadOf(job)
        );

    public static JobView WithoutPayload(JobRecord job, LiveFeed live) => Of(job with { Payload = "null" }, live) with { Payload = null };

    // A payload that cannot be read is shown as the text it is.
    private static JsonElement PayloadOf(JobRecord job)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(job.Payload);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(job.Payload);
        }
    }
}

internal sealed record JobPage(IReadOnlyList<JobView> Jobs, string? Next);

/// <param name="TreeSize">How many jobs the same request, tick or click started, this one included.</param>
/// <param name="Tree">The oldest of them, the root first, without their payloads.</param>
/// <param name="Transfers">The files that these brought or carried, 500 at most.</param>
internal sealed record JobDetail(
    JobView Job,
    IReadOnlyList<JobAttempt> Attempts,
    long TreeSize,
    IReadOnlyList<JobView> Tree,
    IReadOnlyList<ShownTransfer> Transfers
);
