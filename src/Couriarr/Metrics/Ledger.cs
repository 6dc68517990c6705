using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Metrics;

/// <summary>Keeps what every instrument of this program said, from the moment the rooms are built.</summary>
internal sealed class Ledger : IDisposable
{
    private const string Ours = "Couriarr.";
    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly IReadOnlyList<IInstruments> _rooms;
    private readonly ILogger<Ledger> _log;
    private readonly Lock _reading = new();

    public Ledger(IMeterFactory meters, IEnumerable<IInstruments> rooms, ILogger<Ledger> log)
    {
        (_rooms, _log) = ([.. rooms], log);
        _listener.InstrumentPublished = (instrument, _) =>
        {
            // Several programs may live in one process, each with meters of its own; and the web server has some too.
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name.StartsWith(Ours, StringComparison.Ordinal))
                Open(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((Family)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((Family)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((Family)family!).Take(value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Family> Families => [.. _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];

    /// <summary>All metrics as text, as they are now. What cannot be asked for is left out.</summary>
    public async Task<string> ReadAsync(CancellationToken ct)
    {
        foreach (var room in _rooms)
            await LookAsync(room, ct);
        lock (_reading)
        {
            foreach (var family in Families.Where(family => family.IsObserved))
                family.Forget();
            ObserveAll();
            return Exposition.Write(Families);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Open(Instrument instrument)
    {
        var family = new Family(instrument);
        if (!_families.TryAdd(family.Name, family))
            throw new InvalidOperationException($"Two rooms declare the metric {family.Name}.");
        _listener.EnableMeasurementEvents(instrument, family);
    }

    private async Task LookAsync(IInstruments room, CancellationToken ct)
    {
        try
        {
            await room.LookAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            _log.LogWarning("Some metrics are missing: {Error}", e.Message);
        }
    }

    private void ObserveAll()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException e)
        {
            _log.LogWarning("Some metrics are missing: {Error}", e.Flatten().InnerExceptions[0].Message);
        }
    }
}
