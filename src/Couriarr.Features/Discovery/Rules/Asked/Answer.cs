namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>What a show answers to a condition. What the catalogue does not know is neither yes nor no, and stays so when it is negated.</summary>
public enum Answer : byte
{
    NotAsked,
    No,
    Yes,
    Unknown,
}
