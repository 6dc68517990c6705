using System.Diagnostics.Metrics;
using Couriarr.Features.Arr;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Intake;

/// <summary>What came in, what became of it, and how long the senders had to wait.</summary>
internal sealed class IntakeInstruments : IInstruments
{
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
    private readonly Counter<long> _webhooks;
    private readonly Histogram<double> _latency;
    private readonly Glance<long> _glance;
    private long? _waiting;

    public IntakeInstruments(IMeterFactory meters, InboxTable inbox, TimeProvider clock)
    {
        _glance = new(inbox.CountUndispatchedAsync, clock);
        var meter = meters.Create("Couriarr.Intake");
        _webhooks = meter.CreateCounter<long>(
            "couriarr_webhooks_total",
            null,
            "Webhooks that came, by app, type of event and what became of them.",
            Labels.Named("app", "type", "outcome")
        );
        _latency = meter.CreateHistogram(
            "couriarr_webhooks_intake_seconds",
            "s",
            "From the whole body of a webhook to its place on the disk.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
        );
        meter.CreateObservableGauge(
            "couriarr_webhooks_waiting",
            () => _waiting is { } waiting ? [new Measurement<long>(waiting)] : Array.Empty<Measurement<long>>(),
            null,
            "Webhooks that are stored and that the queue does not have yet."
        );
    }

    public async Task LookAsync(CancellationToken ct)
    {
        _waiting = null;
        _waiting = await _glance.AskAsync(ct);
    }

    public void Took(ArrApp? app, string type, Treatment treatment, TimeSpan took)
    {
        Count(app, type, Word(treatment));
        _latency.Record(took.TotalSeconds);
    }

    public void Rejected(ArrApp? app, string? type) => Count(app, type ?? "", "rejected");

    private void Count(ArrApp? app, string type, string outcome) =>
        _webhooks.Add(
            1,
            new("app", app?.Kind() ?? Senders.Unknown),
            new("type", AppShape.EventTypes.Contains(type) ? type : "other"),
            new("outcome", outcome)
        );

    private static string Word(Treatment treatment) =>
        treatment switch
        {
            Treatment.Accepted => "accepted",
            Treatment.Ignored => "ignored",
            Treatment.Test => "test",
            _ => "duplicate",
        };
}
