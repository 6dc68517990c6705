namespace Couriarr.Features.Discovery.Rules;

public enum Decision
{
    Add,
    Review,
    Skip,
    Filtered,
}

/// <summary>Where and how a show is added. What is null is as the options of the Sonarr have it.</summary>
/// <param name="Instance">Null means the one of the section sonarr.</param>
public sealed record Routing(
    string? Instance = null,
    string? RootFolder = null,
    string? QualityProfile = null,
    string? Monitor = null,
    bool? Search = null
)
{
    public static readonly Routing AsEver = new();

    /// <summary>Besides those that every show gets.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool IsLike(Routing other) =>
        this with { Tags = [] } == other with { Tags = [] } && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal);
}

/// <summary>What becomes of a show. A missing TVDB id changes nothing about it: whether it is wanted is known before.</summary>
/// <param name="By">The rule that decided, or the filter, by its path in the configuration.</param>
/// <param name="Reason">The filter in one word, as it is counted; null when none ruled it out.</param>
public sealed record Verdict(Decision Decision, string By, string? Reason, Routing Routing)
{
    public bool IsWanted => Decision is Decision.Add or Decision.Review;
}
