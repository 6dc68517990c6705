using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Shapes;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules.Written;

/// <summary>Reads the list of rules. Says every mistake at once, each with its place.</summary>
internal sealed class RuleReader(CouriarrOptions options, Problems problems)
{
    private const int LongestName = 100;
    public static readonly SectionShape Shape = new Describer(new MemberKinds()).Section("", "", new RuleTerms());
    private readonly RoutingChecks _routing = new(options, problems);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="filters">For rules that ask whether a show passes them.</param>
    public IReadOnlyList<Rule> Read(Node? rules, IReadOnlyList<Rule> filters)
    {
        if (rules is null or Scalar { Text: null })
            return [];
        if (rules is not Sequence list)
        {
            problems.Error(rules.At, "rules must be a list: each rule begins with '- name: '.");
            return [];
        }
        var conditions = new ConditionReader(problems, new PassesFilters([.. filters.Select(filter => filter.When)]));
        var read = list.Items.Index().Select(item => Read(item.Item, $"rules[{item.Index}]", conditions)).ToList();
        WarnOfUnreached(list, read);
        return [.. read.OfType<Rule>()];
    }

    private Rule? Read(Node node, string path, ConditionReader conditions)
    {
        if (node is not Mapping mapping)
        {
            problems.Error(node.At, $"{path} must hold a rule: name, when and then.");
            return null;
        }
        var terms = (RuleTerms)new Binder(problems).Section(Shape, mapping, path);
        CheckName(terms.Name, mapping, path);
        if (mapping.Find("then") is null or Scalar { Text: null })
            problems.Error(mapping.At, $"{path} needs 'then': add, review or skip.");
        _routing.Check(terms, mapping, path);
        if (terms.When is null)
            problems.Error(mapping.At, $"{path} needs 'when', like 'when: {{ country: GB }}'. For every show write 'when: everything'.");
        var when = terms.When is null ? null : conditions.Whole(terms.When, $"{path}.when");
        return when is null || terms.Name is null || terms.Then is not { } then
            ? null
            : new Rule(when, new Verdict(DecisionOf(then), terms.Name.Trim(), Reason: null, terms.Routing));
    }

    private void CheckName(string? name, Mapping mapping, string path)
    {
        if (string.IsNullOrWhiteSpace(name))
            problems.Error(mapping.At, $"{path} needs a name, by which it is called when it is told why a show is wanted.");
        else if (name.Length > LongestName || name.Any(char.IsControl))
            problems.Error(mapping.Find("name")!.At, $"{path}.name must be one line of at most {LongestName} characters.");
        else if (!_names.Add(name.Trim()))
            problems.Error(mapping.Find("name")!.At, $"{path}.name: another rule is called '{name.Trim()}' too. Give each its own name.");
    }

    private void WarnOfUnreached(Sequence list, List<Rule?> read)
    {
        var all = read.FindIndex(rule => rule?.When is Everything);
        if (all >= 0 && all < read.Count - 1)
            problems.Warning(list.Items[all + 1].At, $"rules[{all + 1}] is never reached: rules[{all}] before it is for every show.");
    }

    private static Decision DecisionOf(RuleThen then) =>
        then switch
        {
            RuleThen.Add => Decision.Add,
            RuleThen.Review => Decision.Review,
            _ => Decision.Skip,
        };
}
