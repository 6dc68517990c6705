using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Tests.Discovery.Rules;

[Trait("family", "find")]
public sealed class ExplanationTests
{
    private const string Rules = """
        rules:
          - name: crime
            when:
              genres: [Mystery, Crime]
              any:
                - rating: ">= 8.5"
                - web_channel: Netflix
            then: add
          - name: recent
            when: { premiered: ">= -2y" }
            then: review
        """;

    [Fact]
    public void Tells_rule_by_rule_what_was_asked_what_the_show_has_and_what_came_out()
    {
        var explanation = Tried.Judge(Rules).Explain(Tried.Wanted);
        Assert.Equal("recent", explanation.Verdict.By);
        Assert.Equal(
            """
            crime: Unknown
              genres has "Crime", "Mystery" [Drama, Crime]: Yes
              any of (rating >= 8.5; web_channel is "Netflix"): Unknown
                rating >= 8.5 [8.2]: No
                web_channel is "Netflix" []: Unknown
            recent: Yes, decides
              premiered >= -2y [2025-03-01]: Yes
            """.ReplaceLineEndings("\n"),
            string.Join('\n', explanation.Rules.Take(2).SelectMany(Lines))
        );
    }

    [Fact]
    public void Tells_what_the_filters_and_later_rules_would_have_said_too()
    {
        var rules = Tried.Judge(Rules).Explain(Tried.Wanted with { Status = "Ended" }).Rules;
        Assert.Equal(
            ["crime", "recent", "filters.types.include", "filters.languages.include", "filters.countries.include"],
            rules.Select(rule => rule.Then.By).Take(5)
        );
        Assert.Equal([false, false, true], rules.Select(rule => rule.ComesTooLate).Take(3));
        var ended = Assert.Single(rules, rule => rule.Then.Reason == "status");
        Assert.Equal((Answer.Yes, false, true, "Ended"), (ended.When.Answer, ended.Decides, ended.ComesTooLate, ended.When.Has));
    }

    [Fact]
    public void Exactly_one_rule_decides_about_each_real_show()
    {
        var judge = Tried.Judge(Rules);
        Assert.All(
            RealShows.All,
            show =>
            {
                var explanation = judge.Explain(show);
                var decider = Assert.Single(explanation.Rules, rule => rule.Decides);
                Assert.Equal(Answer.Yes, decider.When.Answer);
                Assert.Equal((judge.Of(show), judge.Of(show)), (decider.Then, explanation.Verdict));
                Assert.DoesNotContain(explanation.Rules.TakeWhile(rule => !rule.Decides), rule => rule.When.Answer == Answer.Yes);
            }
        );
    }

    private static IEnumerable<string> Lines(ExplainedRule rule) =>
        rule
            .When.Parts.Select(part => Line(part, "  "))
            .DefaultIfEmpty(Line(rule.When, "  "))
            .Prepend($"{rule.Then.By}: {rule.When.Answer}{(rule.Decides ? ", decides" : "")}");

    private static string Line(ExplainedCondition condition, string indent)
    {
        var has = condition.Parts.Count == 0 ? $" [{condition.Has}]" : "";
        return string.Join(
            '\n',
            condition.Parts.Select(part => Line(part, indent + "  ")).Prepend($"{indent}{condition.Asked}{has}: {condition.Answer}")
        );
    }
}
