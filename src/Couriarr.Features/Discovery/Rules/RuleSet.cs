using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules;

/// <summary>
/// Everything by which shows are judged, in its order: the owner's rules, then the filters. The first that a show answers with yes decides;
/// what none of them holds back is added.
/// </summary>
public sealed class RuleSet
{
    private readonly IReadOnlyList<Rule> _rules;

    internal RuleSet(IEnumerable<Rule> own, IEnumerable<Rule> filters)
    {
        var passed = new Rule(new Everything(), new Verdict(Decision.Add, "filters", Reason: null, Routing.AsEver));
        _rules = [.. own, .. filters, passed];
        Fingerprint = Hash(_rules);
        Fields = _rules.SelectMany(rule => rule.When.Fields).ToHashSet();
        FollowsCalendar = _rules.Any(rule => rule.When.FollowsCalendar);
    }

    /// <summary>Another one for rules that mean something else; the same after a restart, and however they are formatted.</summary>
    public string Fingerprint { get; }

    /// <summary>What is so many days from today moves: such rules are to be asked again when the day has changed.</summary>
    public bool FollowsCalendar { get; }

    internal IReadOnlySet<Field> Fields { get; }

    /// <summary>Ready to judge for a day.</summary>
    public Judge AsOf(DateOnly today) => new(_rules, today);

    // When a release words its questions anew all shows are judged once more, which costs moments.
    private static string Hash(IReadOnlyList<Rule> rules)
    {
        var lines = rules.Select(rule => JsonSerializer.Serialize(new { When = rule.When.Words.ToLowerInvariant(), rule.Then }));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
    }
}
