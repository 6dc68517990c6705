using System.Text;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Discovery.Rules.Written;

/// <summary>From what somebody wrote to rules that can judge.</summary>
public static class RuleWriting
{
    private const string FiltersKey = "filters";
    private const string RulesKey = "rules";

    /// <summary>The rules in force. What is wrong with them has been said in the problems; those of a running service have none.</summary>
    public static RuleSet Of(CouriarrOptions options, Problems problems)
    {
        var filters = FilterRules.Of(options.Filters);
        return new RuleSet(new RuleReader(options, problems).Read(options.Rules, filters), filters);
    }

    /// <summary>Rules that are only tried: YAML or JSON with rules, filters or both. What it does not say is as it is in force.</summary>
    /// <returns>Null when something is wrong with them.</returns>
    public static RuleSet? Of(string text, CouriarrOptions inForce, Problems problems)
    {
        if (YamlFile.Read(Encoding.UTF8.GetBytes(text), RulesKey, problems) is not { } said)
            return null;
        foreach (var odd in said.Entries.Where(entry => entry.Key is not (FiltersKey or RulesKey)))
            problems.Error(odd.At, $"'{odd.Key}' is neither {RulesKey} nor {FiltersKey}.");
        var options = inForce with { Filters = Filters(said, problems) ?? inForce.Filters };
        if (said.Find(RulesKey) is { } rules)
            options = options with { Rules = rules };
        var set = Of(options, problems);
        return problems.IsFatal ? null : set;
    }

    private static FilterOptions? Filters(Mapping said, Problems problems)
    {
        if (said.Find(FiltersKey) is not { } node)
            return null;
        if (node is Mapping mapping)
            return (FilterOptions)new Binder(problems).Section(Shape(), mapping, FiltersKey);
        problems.Error(node.At, $"{FiltersKey} must hold options with a name, like 'min_runtime: 20', in lines of their own below it.");
        return null;
    }

    private static SectionShape Shape() => new Describer(new MemberKinds()).Section(FiltersKey, "", new FilterOptions());
}
