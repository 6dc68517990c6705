using System.Diagnostics.Metrics;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Runs;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Reconciliation;

/// <summary>How both servers stood when they were compared last: by library, from the last comparison that could say something.</summary>
internal sealed class ReconcileInstruments : IInstruments
{
    private readonly Glance<IReadOnlyList<(LibraryOutcome Last, LibraryOutcome? Said)>> _glance;
    private IReadOnlyList<(LibraryOutcome Last, LibraryOutcome? Said)> _seen = [];

    public ReconcileInstruments(IMeterFactory meters, RunTable runs, PathMap map, TimeProvider clock)
    {
        _glance = new(async ct => [.. (await runs.LatestAsync(ct)).Where(one => map.Find(one.Last.Library) is not null)], clock);
        var meter = meters.Create("Couriarr.Reconciliation");
        meter.CreateObservableGauge(
            "couriarr_reconcile_files",
            Files,
            null,
            "Files by how they stood between both servers when the library was compared last.",
            Labels.Named("mapping", "standing")
        );
        meter.CreateObservableGauge(
            "couriarr_reconcile_compared_timestamp_seconds",
            () => _seen.Where(one => one.Said is not null).Select(one => new Measurement<double>(At(one.Said!), Of(one.Last))),
            "s",
            "When the library was last compared to its end.",
            Labels.Named("mapping")
        );
        meter.CreateObservableGauge(
            "couriarr_reconcile_in_doubt",
            () => _seen.Select(one => new Measurement<long>(one.Last.IsSaid ? 0 : 1, Of(one.Last))),
            null,
            "1 when nothing could be said of the library the last time it was to be compared.",
            Labels.Named("mapping")
        );
    }

    public async Task LookAsync(CancellationToken ct)
    {
        _seen = [];
        _seen = await _glance.AskAsync(ct);
    }

    private IEnumerable<Measurement<long>> Files() =>
        from one in _seen
        where one.Said is not null
        from word in StandingWords.All
        select new Measurement<long>(one.Said.Counts.GetValueOrDefault(word), Of(one.Last), new("standing", word));

    private static double At(LibraryOutcome library) => library.At.ToUnixTimeMilliseconds() / 1000.0;

    private static KeyValuePair<string, object?> Of(LibraryOutcome library) => new("mapping", library.Library);
}
