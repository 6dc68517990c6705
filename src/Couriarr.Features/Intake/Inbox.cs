using System.Diagnostics;
using Couriarr.Features.Arr;

namespace Couriarr.Features.Intake;

/// <summary>Takes what the apps tell: reads it wholly, stores it, and leaves the doing to others.</summary>
internal sealed class Inbox(
    Senders senders,
    InboxWriter writer,
    PayloadRedaction redaction,
    Rejections rejections,
    ShapeWarnings warnings,
    IntakeInstruments instruments
) : IInbox
{
    public async Task<Receipt> TakeAsync(Arrival arrival, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var payload = ArrPayload.Open(arrival.Body, out var objection);
        if (payload is null)
            return Reject(arrival, Treatment.Rejected, objection!, app: null, type: null);
        if (await senders.FindAsync(arrival, payload, ct) is not { } sender)
            return Reject(arrival, Treatment.Misdirected, NobodyIs(arrival.Address!), payload.LooksLike, payload.EventType);
        var webhook = payload.Read(sender.App, sender.Instance);
        if (webhook is ArrWebhook.Refused refused)
            return Reject(arrival, Treatment.Rejected, refused.Why, sender.App, payload.EventType);
        warnings.Tell(sender, webhook.Warning);
        var written = await writer.AddAsync(EntryOf(arrival, payload, sender, webhook));
        var receipt = new Receipt(
            written.IsNew ? TreatmentOf(webhook) : Treatment.Duplicate,
            written.Id,
            (webhook as ArrWebhook.Ignored)?.Why
        )
        {
            Warning = webhook.Warning,
        };
        instruments.Took(payload.LooksLike ?? sender.App, payload.EventType, receipt.Treatment, Stopwatch.GetElapsedTime(started));
        return receipt;
    }

    public async Task<long?> HeardInAsync(Arrival arrival, CancellationToken ct)
    {
        using var payload = ArrPayload.Open(arrival.Body, out _);
        if (payload is null || await senders.FindAsync(arrival, payload, ct) is not { } sender)
            return null;
        return
            payload.Read(sender.App, sender.Instance) is ArrWebhook.Happened happened
            && Fact.Of(happened, payload.EventType) is { Count: > 0 } facts
            ? await writer.FirstOfAsync(facts, ct)
            : null;
    }

    private NewEntry EntryOf(Arrival arrival, ArrPayload payload, Sender sender, ArrWebhook webhook)
    {
        var app = (payload.LooksLike ?? sender.App)?.Kind() ?? Senders.Unknown;
        var entry = new NewEntry(sender.Instance, app, payload.EventType, OutcomeOf(webhook), redaction.Redact(arrival.Body.Span))
        {
            Warning = webhook.Warning is { } warning ? redaction.Redact(warning) : null,
            ReplayedFrom = arrival.ReplayOf,
            FromHistory = arrival.FromHistory,
            InDoubt = sender.Candidates.Count > 0,
        };
        return webhook is ArrWebhook.Happened happened
            ? entry with
            {
                WorkKey = happened.Event.Work.Key,
                Title = happened.Event.Work.Title,
                // Who replays wants it done again.
                Facts = arrival.ReplayOf is null ? Fact.Of(happened, payload.EventType, sender.Candidates) : [],
            }
            : entry;
    }

    private Receipt Reject(Arrival arrival, Treatment treatment, string why, ArrApp? app, string? type)
    {
        why = redaction.Redact(why);
        rejections.Add(arrival, why);
        instruments.Rejected(app, type);
        return new Receipt(treatment, Id: null, why);
    }

    private static string NobodyIs(string address) =>
        $"There is no instance '{address}'. Name one of your instances in the address, or the kind: /webhooks/radarr, /webhooks/sonarr.";

    private static string OutcomeOf(ArrWebhook webhook) =>
        webhook switch
        {
            ArrWebhook.Happened => InboxEntry.Accepted,
            ArrWebhook.Test => InboxEntry.Test,
            _ => InboxEntry.Ignored,
        };

    private static Treatment TreatmentOf(ArrWebhook webhook) =>
        webhook switch
        {
            ArrWebhook.Happened => Treatment.Accepted,
            ArrWebhook.Test => Treatment.Test,
            _ => Treatment.Ignored,
        };
}
