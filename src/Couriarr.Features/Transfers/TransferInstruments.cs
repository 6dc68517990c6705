using System.Diagnostics.Metrics;
using Couriarr.Features.Places;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Transfers;

/// <summary>What was carried, by mapping.</summary>
internal sealed class TransferInstruments : IInstruments
{
    private static readonly double[] Seconds = [0.1, 1, 10, 60, 300, 900, 3600, 14400, 43200];
    private static readonly double[] Rates = [1e5, 1e6, 1e7, 5e7, 1e8, 5e8, 1e9];
    private static readonly string[] Results =
    [
        "new",
        "replaced",
        "repaired",
        "present",
        "waiting",
        "renamed",
        "rehearsed",
        "needless",
        "failed",
    ];
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _files;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _speed;
    private readonly UpDownCounter<long> _active;

    public TransferInstruments(IMeterFactory meters, PathMap map)
    {
        var meter = meters.Create("Couriarr.Transfers");
        string[] routes = [.. map.All.Select(route => route.Name)];
        string[][] results = [.. from route in routes from result in Results select new[] { route, result }];
        _bytes = meter.CreateCounter<long>(
            "couriarr_transfer_bytes_total",
            "By",
            "Bytes that were really moved.",
            Labels.Known("mapping", routes)
        );
        _files = meter.CreateCounter<long>(
            "couriarr_transfer_files_total",
            null,
            "Files that were looked at, by what became of them.",
            Labels.Known(["mapping", "result"], results)
        );
        _duration = meter.CreateHistogram(
            "couriarr_transfer_duration_seconds",
            "s",
            "How long the copies of single files took.",
            Labels.Named("mapping"),
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
        );
        _speed = meter.CreateHistogram(
            "couriarr_transfer_speed_bytes",
            "By",
            "How many bytes a second the copies of single files made.",
            Labels.Named("mapping"),
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Rates }
        );
        _active = meter.CreateUpDownCounter<long>("couriarr_transfer_active", null, "Files that are being carried now.");
    }

    public IDisposable UnderWay()
    {
        _active.Add(1);
        return new Way(_active);
    }

    public void Ended(string mapping, Fate fate)
    {
        _files.Add(1, new("mapping", mapping), new("result", Word(fate)));
        if (fate is not Fate.Delivered { Bytes: > 0 } delivered)
            return;
        _bytes.Add(delivered.Bytes, new KeyValuePair<string, object?>("mapping", mapping));
        _duration.Record(delivered.Took.TotalSeconds, new KeyValuePair<string, object?>("mapping", mapping));
        if (delivered.Took > TimeSpan.Zero)
            _speed.Record(delivered.Bytes / delivered.Took.TotalSeconds, new KeyValuePair<string, object?>("mapping", mapping));
    }

    private static string Word(Fate fate) =>
        fate switch
        {
            Fate.Delivered delivered => delivered.Outcome,
            Fate.Waiting => "waiting",
            Fate.Renamed => "renamed",
            Fate.Rehearsed => "rehearsed",
            Fate.Failed => "failed",
            _ => "needless",
        };

    private sealed class Way(UpDownCounter<long> active) : IDisposable
    {
        public void Dispose() => active.Add(-1);
    }
}
