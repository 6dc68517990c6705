using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules;

/// <summary>What decides about the shows that answer yes to its condition, unless a rule before it has decided.</summary>
internal sealed record Rule(Condition When, Verdict Then)
{
    public string Name => Then.By;
}
