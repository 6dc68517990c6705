using System.Text;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Checks;
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

    /// <summary>Rules that are only tried: YAML or JSON with rules, filters or both. A section that it does not have is as it is in force.</summary>
    /// <returns>Null when something is wrong with them.</returns>
    public static RuleSet? Of(string text, CouriarrOptions inForce, Problems problems)
    {
        if (YamlFile.Read(Encoding.UTF8.GetBytes(text), RulesKey, problems) is not { } said)
            return null;
        foreach (var odd in said.Entries.Where(entry => entry.Key is not (FiltersKey or RulesKey)))
            problems.Error(odd.At, $"'{odd.Key}' is neither {RulesKey} nor {FiltersKey}.");
        var options = WithFilters(said, inForce, problems);
        var set = Of(said.Find(RulesKey) is { } rules ? options with { Rules = rules } : options, problems);
        return problems.IsFatal ? null : set;
    }

    private static CouriarrOptions WithFilters(Mapping said, CouriarrOptions inForce, Problems problems)
    {
        var node = said.Find(FiltersKey);
        if (node is not Mapping mapping)
        {
            if (node is not (null or Scalar { Text: null }))
                problems.Error(node.At, $"{FiltersKey} must hold options with a name, like 'min_runtime: 20'.");
            return inForce;
        }
        var binder = new Binder(problems);
        var filters = (FilterOptions)binder.Section(Shape(), mapping, FiltersKey);
        var mended = FilterChecks.Run(new EffectiveConfig(File: null, inForce with { Filters = filters }, binder.Settings, problems));
        RuleChecks.DoubtFilters(mended);
        return mended.Options;
    }

    private static SectionShape Shape() => new Describer(new MemberKinds()).Section(FiltersKey, "", new FilterOptions());
}
