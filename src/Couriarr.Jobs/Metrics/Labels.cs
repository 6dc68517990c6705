namespace Couriarr.Jobs.Metrics;

/// <summary>
/// The labels of an instrument, for its tags. The values that are known beforehand are there from the start, at zero.
/// Every value comes from a list that ends: never a name from outside, never an id.
/// </summary>
public static class Labels
{
    public static IEnumerable<KeyValuePair<string, object?>> Named(params string[] names) => Known(names);

    public static IEnumerable<KeyValuePair<string, object?>> Known(string name, params string[] values) => [new(name, values)];

    /// <param name="combinations">One value for each name, in their order.</param>
    public static IEnumerable<KeyValuePair<string, object?>> Known(string[] names, params string[][] combinations) =>
        [.. names.Select((name, i) => new KeyValuePair<string, object?>(name, combinations.Select(c => c[i]).ToArray()))];
}
