using System.Text.Json.Serialization;

namespace Couriarr.Features.Instances;

public enum HopState
{
    Ok,

    /// <summary>The way ends here, and the sentence says what to do.</summary>
    Broken,

    /// <summary>Not looked at, because an earlier hop is broken or there was nothing to look at.</summary>
    Unknown,
}

/// <summary>One piece of the way that a file takes.</summary>
/// <param name="Name">app, import, mapping, source, file, destination, arrival.</param>
public sealed record Hop(string Name, HopState State, string Sentence)
{
    /// <summary>It is the right one, and only away: to mount it again mends it, and another mapping would break it.</summary>
    [JsonIgnore]
    public bool IsAway { get; init; }
}

/// <summary>What the doctor found on the way of one file.</summary>
/// <param name="Path">The file it was tried with, as the app sees it; null when there was none.</param>
public sealed record Diagnosis(string Instance, string? Path, IReadOnlyList<Hop> Hops)
{
    private static readonly string[] Way = ["app", "import", "mapping", "source", "file", "destination", "arrival"];

    /// <summary>Lines for the configuration that would mend it, as far as that can be told from here.</summary>
    public string? Proposal { get; init; }

    public Hop? FirstBroken => Hops.FirstOrDefault(hop => hop.State is HopState.Broken);
    public bool IsWhole => Hops.All(hop => hop.State is HopState.Ok);

    /// <summary>With every piece that was not reached.</summary>
    internal static Diagnosis Of(string instance, string? path, IReadOnlyList<Hop> reached) =>
        new(instance, path, [.. reached, .. Way.Skip(reached.Count).Select(name => new Hop(name, HopState.Unknown, "Not looked at."))]);
}
