using System.Diagnostics.Metrics;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Metrics;

/// <summary>What lies in the queue, counted in the store when somebody looks.</summary>
internal sealed class QueueInstruments : IInstruments
{
    private static readonly JobState[] Live = [.. Enum.GetValues<JobState>().Where(s => !s.IsEnded())];
    private readonly JobCatalog _catalog;
    private readonly TimeProvider _clock;
    private readonly Glance<Seen> _glance;
    private Seen? _seen;

    public QueueInstruments(IMeterFactory meters, IJobReader reader, JobCatalog catalog, TimeProvider clock)
    {
        (_catalog, _clock) = (catalog, clock);
        _glance = new(async ct => new Seen(await reader.CensusAsync(ct), (await reader.GatesAsync(ct)).Count), clock);
        var meter = meters.Create("Couriarr.Queue");
        meter.CreateObservableGauge(
            "couriarr_jobs",
            Counts,
            null,
            "Jobs that have not ended, by kind and state.",
            Labels.Named("kind", "state")
        );
        meter.CreateObservableGauge(
            "couriarr_jobs_oldest_waiting_seconds",
            Ages,
            "s",
            "How long the oldest job that is ready waits for a slot of its lane.",
            Labels.Named("lane")
        );
        meter.CreateObservableGauge(
            "couriarr_jobs_gates_closed",
            Gates,
            null,
            "Closed gates: routes, receivers and lanes whose jobs wait for somebody or something."
        );
    }

    // When the store cannot say, there is no number; an old one would be believed.
    public async Task LookAsync(CancellationToken ct)
    {
        _seen = null;
        _seen = await _glance.AskAsync(ct);
    }

    private IEnumerable<Measurement<long>> Counts()
    {
        if (_seen is not { } seen)
            yield break;
        var found = seen
            .Jobs.GroupBy(c => (Kind: JobInstruments.KindOf(_catalog, c.Kind), c.State))
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        foreach (var kind in _catalog.Kinds.Union(found.Keys.Select(k => k.Kind)))
        foreach (var state in Live)
            yield return new(
                found.GetValueOrDefault((kind, state)),
                new KeyValuePair<string, object?>("kind", kind),
                new KeyValuePair<string, object?>("state", state.Word())
            );
    }

    private IEnumerable<Measurement<double>> Ages()
    {
        if (_seen is not { } seen)
            yield break;
        var oldest = seen
            .Jobs.Where(c => c.State is JobState.Waiting)
            .GroupBy(c => c.Lane)
            .ToDictionary(g => g.Key, g => g.Min(c => c.OldestRunAt));
        foreach (var lane in _catalog.Lanes.Union(oldest.Keys))
        {
            var age = oldest.TryGetValue(lane, out var since) ? (_clock.GetUtcNow() - since).TotalSeconds : 0;
            yield return new(Math.Max(0, age), new KeyValuePair<string, object?>("lane", lane));
        }
    }

    private IEnumerable<Measurement<long>> Gates() => _seen is { } seen ? [new(seen.ClosedGates)] : [];

    private sealed record Seen(IReadOnlyList<JobCount> Jobs, int ClosedGates);
}
