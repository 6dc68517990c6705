namespace Couriarr.Metrics;

/// <summary>One number, or one histogram, under one combination of label values.</summary>
/// <param name="bounds">The upper ends of a histogram's buckets; null for a plain number.</param>
internal sealed class Series(IReadOnlyList<double>? bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[bounds is null ? 0 : bounds.Count + 1];
    private double _value;

    public void Add(double value)
    {
        lock (_gate)
            _value += value;
    }

    public void Set(double value)
    {
        lock (_gate)
            _value = value;
    }

    public void Observe(double value)
    {
        var bucket = 0;
        while (bucket < bounds!.Count && value > bounds[bucket])
            bucket++;
        lock (_gate)
        {
            _buckets[bucket]++;
            _value += value;
        }
    }

    /// <summary>The number, or the sum of what a histogram saw; and how often each of its buckets was hit.</summary>
    public (double Value, long[] Buckets) Read()
    {
        lock (_gate)
            return (_value, [.. _buckets]);
    }
}
