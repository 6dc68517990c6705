using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Features.Discovery.Judging;

/// <summary>The rules in force, as of today.</summary>
internal sealed class Law(RuleSet rules, Today today)
{
    public RuleSet Rules => rules;

    public Judge Judge => rules.AsOf(today.Date);
    public DateOnly Day => today.Date;
    public DateTimeOffset Now => today.Now;
}
