namespace Couriarr.Features.Configuration.Options;

/// <summary>What sets one process apart from others that share its database.</summary>
public sealed record NodeOptions
{
    public const string All = "all";
    public const string None = "none";

    [Option("What this node is called where several share a database. Without it, as the machine is.")]
    public string? Name { get; init; }

    [Option(
        "The lanes whose work it does: all, none (then it only takes in and shows), or names of lanes. docs/scale.md tells about several nodes."
    )]
    public IReadOnlyList<string> Lanes { get; init; } = [All];

    /// <summary>Null for all.</summary>
    public IReadOnlyList<string>? OpenLanes =>
        Lanes.Contains(All) ? null
        : Lanes.Contains(None) ? []
        : Lanes;
}
