namespace Couriarr.Features.Configuration;

/// <summary>A piece of configuration as it was written, before anyone knows what it means. It remembers where it stood.</summary>
public abstract record Node(Origin At);

/// <param name="Text">As written, so that NO stays Norway; null when nothing was written.</param>
public sealed record Scalar(string? Text, Origin At) : Node(At)
{
    /// <summary>The text came from a variable: it may be a secret wherever it stands, and a list in it has commas.</summary>
    public bool FromVariable { get; init; }
}

public sealed record Sequence(IReadOnlyList<Node> Items, Origin At) : Node(At);

public sealed record Entry(string Key, Node Value, Origin At);

public sealed record Mapping(IReadOnlyList<Entry> Entries, Origin At) : Node(At)
{
    public Node? Find(string key) => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    /// <summary>This one's values win; mappings that both have are merged.</summary>
    public Mapping Over(Mapping lower)
    {
        var merged = lower.Entries.Select(below => Find(below.Key) is { } above ? below with { Value = Merge(above, below.Value) } : below);
        return lower with { Entries = [.. merged, .. Entries.Where(e => lower.Find(e.Key) is null)] };
    }

    /// <summary>This one's entries count whole, in place of those of the same name.</summary>
    public Mapping InPlaceOf(Mapping lower) => lower with { Entries = [.. lower.Entries.Where(e => Find(e.Key) is null), .. Entries] };

    private static Node Merge(Node above, Node below) => above is Mapping upper && below is Mapping lower ? upper.Over(lower) : above;
}
