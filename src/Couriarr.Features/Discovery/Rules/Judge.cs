using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules;

/// <summary>Rules compiled for a day: judges one show or all of them, by the same conditions.</summary>
public sealed class Judge
{
    private readonly IReadOnlyList<Rule> _rules;
    private readonly DateOnly _today;
    private readonly Func<Show, int> _decider;

    internal Judge(IReadOnlyList<Rule> rules, DateOnly today)
    {
        (_rules, _today, Verdicts) = (rules, today, [.. rules.Select(rule => rule.Then)]);
        _decider = First(ShowByShow.Reading);
    }

    /// <summary>What can come out of it, in the order of the rules.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; }

    public Verdict Of(Show show) => _rules[_decider(show)].Then;

    /// <summary>For each row the place of its verdict among <see cref="Verdicts"/>.</summary>
    public int[] Of(ShowTable shows)
    {
        var decider = First<int>(shows);
        var verdicts = new int[shows.Count];
        for (var row = 0; row < verdicts.Length; row++)
            verdicts[row] = decider(row);
        return verdicts;
    }

    /// <summary>Why: every rule, and every condition of it, with what was asked and what the show has.</summary>
    public Explanation Explain(Show show)
    {
        var decider = _decider(show);
        return new(
            _rules[decider].Then,
            [.. _rules.Select((rule, place) => new ExplainedRule(rule.Then, place == decider, place > decider, Explain(rule.When, show)))]
        );
    }

    private ExplainedCondition Explain(Condition condition, Show show) =>
        new(condition.Words, condition.Has(show), condition.Of(show, _today), [.. condition.Parts.Select(part => Explain(part, show))]);

    private Func<TRow, int> First<TRow>(IReading<TRow> reading)
    {
        var matches = _rules.Select(rule => rule.When.Is(Answer.Yes, reading, _today)).ToArray();
        return row =>
        {
            // The last one is for every show.
            var place = 0;
            while (!matches[place](row))
                place++;
            return place;
        };
    }
}
