using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>
/// Sees to everything that waits for one channel, as a job of its kind: notify-discord, notify-email. What that is stands in
/// the table, not in the job, so that it can be grouped by the time when it is sent.
/// </summary>
/// <typeparam name="TOptions">What tells one kind from another: DiscordOptions, EmailOptions.</typeparam>
internal sealed record Notify<TOptions>(string Channel) : IJob<Notify<TOptions>>
{
    public const string Lane = "notify";

    public static string Service { get; } = typeof(TOptions).Name.Replace("Options", "", StringComparison.Ordinal).ToLowerInvariant();

    public static JobKind Kind { get; } =
        new($"notify-{Service}")
        {
            Lane = Lane,
            Priority = JobPriority.Normal,
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15)),
            // A command may take an hour, if its owner lets it.
            Timeout = TimeSpan.FromHours(2),
        };

    string? IJob.Gate => Receivers.GateOf(Channel);

    string? IJob.UniqueKey => $"notify:{Channel}";
}

internal sealed class NotifyHandler<TOptions>(Postman postman) : IJobHandler<Notify<TOptions>>
{
    public Task<JobResult> RunAsync(Notify<TOptions> job, JobContext context, CancellationToken ct) =>
        postman.EmptyAsync(job.Channel, context.Id.Value, ct);
}
