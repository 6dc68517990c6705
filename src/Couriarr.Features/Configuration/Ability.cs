namespace Couriarr.Features.Configuration;

/// <summary>Something that Couriarr can do, for the banner at the start: a feature registers one to say whether it is on.</summary>
/// <param name="Why">In a few words what it works with, or why it is off and what would turn it on.</param>
public sealed record Ability(string Name, bool IsOn, string Why);
