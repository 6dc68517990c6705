using System.Diagnostics.Metrics;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Notifications;

/// <summary>What was told, what waits, and who cannot be told.</summary>
internal sealed class NoticeInstruments : IInstruments
{
    private static readonly string[] Outcomes = ["sent", "failed", "refused", "unknown"];
    private readonly Counter<long> _messages;
    private readonly Glance<(long Waiting, long Broken)> _glance;
    private (long Waiting, long Broken) _seen;

    public NoticeInstruments(IMeterFactory meters, NoticeTable table, Receivers receivers, TimeProvider clock)
    {
        _glance = new(ct => LookAsync(table, receivers, ct), clock);
        var meter = meters.Create("Couriarr.Notifications");
        string[] kinds = [.. KnownKinds.All.Of(typeof(ChannelTerms)).Select(kind => kind.Name)];
        _messages = meter.CreateCounter<long>(
            "couriarr_notices_total",
            null,
            "Messages that were tried to be sent, by kind of channel and by what came of it: sent, failed (tried again) or refused for good.",
            Labels.Known(["kind", "outcome"], [.. from kind in kinds from outcome in Outcomes select new[] { kind, outcome }])
        );
        meter.CreateObservableGauge("couriarr_notices_waiting", () => _seen.Waiting, null, "What channels are still to be told.");
        meter.CreateObservableGauge("couriarr_receivers_broken", () => _seen.Broken, null, "Channels that take no messages now.");
    }

    public void Count(string kind, string outcome) => _messages.Add(1, new("kind", kind), new("outcome", outcome));

    public async Task LookAsync(CancellationToken ct) => _seen = await _glance.AskAsync(ct);

    private static async Task<(long, long)> LookAsync(NoticeTable table, Receivers receivers, CancellationToken ct) =>
        ((await table.WaitingAsync(ct)).Sum(waiting => waiting.Count), (await receivers.BrokenAsync(ct)).Count);
}
