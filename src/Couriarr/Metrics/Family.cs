using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Couriarr.Metrics;

/// <summary>All series of one instrument.</summary>
internal sealed class Family
{
    private readonly ConcurrentDictionary<string[], Series> _series = new(LabelValues.Comparer);
    private readonly ConcurrentDictionary<string[], Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;
    private readonly Action<Series, double> _take;

    public Family(Instrument instrument)
    {
        _byTags = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        (Name, Help, Room) = (instrument.Name, instrument.Description ?? "", instrument.Meter.Name);
        IsObserved = instrument.IsObservable;
        Bounds = BoundsOf(instrument);
        (Type, _take) = HowToRead(instrument);
        var labels = (instrument.Tags ?? []).ToList();
        Labels = [.. labels.Select(label => label.Key)];
        if (!IsObserved)
            StartAtZero([.. labels.Select(label => (string[])label.Value!)]);
    }

    public string Name { get; }
    public string Help { get; }

    /// <summary>The meter that declared it.</summary>
    public string Room { get; }
    public string Type { get; }
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Of a histogram.</summary>
    public IReadOnlyList<double>? Bounds { get; }

    /// <summary>Asked at every reading: what it does not answer then is gone.</summary>
    public bool IsObserved { get; }

    public IEnumerable<KeyValuePair<string[], Series>> Series => _series;

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!AreInOrder(tags))
            tags = InOrder(tags);
        Series? series;
        while (!_byTags.TryGetValue(tags, out series))
            _byTags.TryAdd(tags, new Series(Bounds));
        _take(series, value);
    }

    public void Forget() => _series.Clear();

    // .NET sorts the labels of an instrument, and leaves those of a measurement as they come.
    private bool AreInOrder(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != Labels.Count)
            return false;
        for (var i = 0; i < tags.Length; i++)
            if (tags[i].Key != Labels[i])
                return false;
        return true;
    }

    // What was not declared is not kept: no label slips in. And counting never throws into the work that it counts.
    private KeyValuePair<string, object?>[] InOrder(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var tag in tags)
            values[tag.Key] = tag.Value;
        return [.. Labels.Select(label => KeyValuePair.Create(label, values.GetValueOrDefault(label)))];
    }

    private void StartAtZero(string[][] known)
    {
        var combinations = known is [] ? 1 : known[0].Length;
        for (var i = 0; i < combinations; i++)
            _series[[.. known.Select(values => values[i])]] = new Series(Bounds);
    }

    // A gauge whose documented name ends in _total has no type: called a counter, somebody would take its rate.
    private static (string Type, Action<Series, double> Take) HowToRead(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        if (kind == typeof(Histogram<>))
            return ("histogram", (series, value) => series.Observe(value));
        if (kind == typeof(Counter<>))
            return ("counter", (series, value) => series.Add(value));
        if (kind == typeof(ObservableCounter<>))
            return ("counter", (series, value) => series.Set(value));
        var type = instrument.Name.EndsWith("_total", StringComparison.Ordinal) ? "untyped" : "gauge";
        return kind == typeof(UpDownCounter<>)
            ? (type, (series, value) => series.Add(value))
            : (type, (series, value) => series.Set(value));
    }

    private static IReadOnlyList<double>? BoundsOf(Instrument instrument) =>
        instrument switch
        {
            Histogram<double> h => h.Advice?.HistogramBucketBoundaries ?? throw NoBuckets(h),
            Histogram<long> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToArray() ?? throw NoBuckets(h),
            _ => null,
        };

    private static InvalidOperationException NoBuckets(Instrument histogram) =>
        new($"The histogram {histogram.Name} is declared without buckets.");
}
