namespace Couriarr.Storage.Redis;

/// <summary>The time since Redis has last lost what it had.</summary>
/// <param name="Installation">Sets our keys apart from those of another Couriarr.</param>
/// <param name="Name">Empty until Redis was used.</param>
/// <param name="IdsFrom">The ids and tokens of the epoch are above it.</param>
internal sealed record Epoch(string Installation, string Name, long IdsFrom)
{
    // Nobody gives out that many between two losses.
    private const long Leap = 100_000_000;

    /// <summary>One hash tag, so that all our keys lie together.</summary>
    public string Prefix => $"couriarr:{{{Installation}}}:";

    public bool IsUnused => Name.Length == 0;

    public Epoch Next() => this with { Name = NewName(), IdsFrom = IsUnused ? IdsFrom : IdsFrom + Leap };

    public static string NewName() => Guid.NewGuid().ToString("N")[..12];
}
