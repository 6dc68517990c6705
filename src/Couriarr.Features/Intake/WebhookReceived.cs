using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Intake;

/// <summary>Sees to one webhook: asks everybody who reacts to what happened, and starts what they answer.</summary>
/// <param name="Inbox">The entry that was stored for it.</param>
/// <param name="Trace">Of the request that brought it.</param>
public sealed record WebhookReceived(long Inbox, string? Trace = null) : IJob<WebhookReceived>
{
    public static JobKind Kind { get; } =
        new("webhook-received")
        {
            Lane = "webhook",
            Priority = JobPriority.Critical,
            Timeout = TimeSpan.FromMinutes(1),
        };

    string? IJob.UniqueKey => string.Create(CultureInfo.InvariantCulture, $"inbox:{Inbox}");
}

internal sealed class WebhookReceivedHandler(
    InboxTable inbox,
    Origins origins,
    MemberBook members,
    Reactions reactions,
    IJobReader known,
    TimeProvider clock,
    ILogger<History> history
) : IJobHandler<WebhookReceived>
{
    public async Task<JobResult> RunAsync(WebhookReceived job, JobContext context, CancellationToken ct)
    {
        var entry =
            await inbox.FindAsync(job.Inbox, ct)
            ?? throw new PermanentException(
                $"The inbox has no entry {job.Inbox} any more: it was kept as long as storage.keep_webhooks says."
            );
        (entry, var names) = await origins.SettleAsync(entry, Reading.Of(entry), context.IsLastAttempt, ct);
        var enabled = await EnabledAsync(names, ct);
        if (enabled.Count == 0)
            return await SkipAsync(entry, context, $"The instance '{names[0]}' is disabled.", ct);
        if (Reading.NewsIn(entry, Reading.Of(entry).Event) is not { } happened)
            return await SkipAsync(entry, context, $"{entry.Instance} had told the same before.", ct);
        var jobs = new List<IJob>();
        foreach (var name in enabled)
            jobs.AddRange(await ReactAsync(Reading.NewsIn(entry, Reading.Of(entry with { Instance = name }).Event)!, entry, ct));
        var told = Diary.Of(happened) + DoubtOf(names);
        if (!await HandledAsync(entry, context, told, ct))
            return JobResult.Skip($"Another job sees to entry {entry.Id}.");
        history.LogInformation("{Happened} (webhook {Entry})", told, entry.Id);
        context.FollowUp(jobs);
        return jobs.Count > 0 ? JobResult.Done : JobResult.Skip($"{told}; nothing that is set up has anything to do about it.");
    }

    private async Task<List<string>> EnabledAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var enabled = new List<string>();
        foreach (var name in names)
            if (await members.FindAsync<InstanceTerms>(name, ct) is not { Terms.Enabled: false })
                enabled.Add(name);
        return enabled;
    }

    private static string DoubtOf(IReadOnlyList<string> names) =>
        names.Count > 1
            ? $". It may be of {string.Join(" or ", names)}, and is seen to for each of them: give each its own webhook address"
            : "";

    private async Task<JobResult> SkipAsync(InboxEntry entry, JobContext context, string why, CancellationToken ct)
    {
        await HandledAsync(entry, context, why, ct);
        return JobResult.Skip(why);
    }

    // Several nodes may bring one entry at once, as two jobs. The one that is written down may have been taken in by the other since.
    private async Task<bool> HandledAsync(InboxEntry entry, JobContext context, string note, CancellationToken ct)
    {
        var (own, now) = (context.Id.Value, clock.GetUtcNow());
        if (await inbox.HandledAsync(entry.Id, own, note, now, instead: null, ct))
            return true;
        return await inbox.FindAsync(entry.Id, ct) is { JobId: { } other }
            && await known.FindAsync(new JobId(other), ct) is { State: JobState.Superseded }
            && await inbox.HandledAsync(entry.Id, own, note, now, instead: other, ct);
    }

    private Task<IReadOnlyList<IJob>> ReactAsync(MediaEvent happened, InboxEntry entry, CancellationToken ct) =>
        happened switch
        {
            MediaImported imported => reactions.ToAsync(imported with { Webhook = entry.Id, OnlyMissing = entry.FromHistory }, ct),
            MediaRenamed renamed => reactions.ToAsync(renamed, ct),
            MediaFilesDeleted deleted => reactions.ToAsync(deleted, ct),
            MediaDeleted deleted => reactions.ToAsync(deleted, ct),
            _ => throw new PermanentException($"No app sends a {happened.GetType().Name}."),
        };
}
