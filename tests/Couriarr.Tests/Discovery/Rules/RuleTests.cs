using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Tests.Discovery.Rules;

[Trait("family", "find")]
public sealed class RuleTests
{
    private const string Three = """
        rules:
          - name: never again
            when: { id: [7, 8] }
            then: skip
          - name: British
            when: { country: GB, status: [Running, Ended] }
            then: add
            root_folder: /uk
            quality_profile: Ultra-HD
            tags: [british, crime]
            monitor: future
            search: false
          - name: doubtful
            when: { rating: "< 5" }
            then: review
        """;

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        var judge = Tried.Judge(Three);
        Assert.Equal((Decision.Skip, "never again"), Short(judge.Of(Tried.Wanted with { Id = 7 })));
        Assert.Equal((Decision.Add, "British"), Short(judge.Of(Tried.Wanted with { Rating = 1 })));
        Assert.Equal((Decision.Review, "doubtful"), Short(judge.Of(Tried.Wanted with { Country = "US", Rating = 1 })));
    }

    [Fact]
    public void Where_no_rule_matches_the_filters_decide()
    {
        var judge = Tried.Judge(Three);
        Assert.Equal((Decision.Add, "filters"), Short(judge.Of(Tried.Wanted with { Country = "US" })));
        Assert.Equal((Decision.Filtered, "filters.countries.include"), Short(judge.Of(Tried.Wanted with { Country = "FR" })));
    }

    [Fact]
    public void A_rule_adds_what_the_filters_would_leave_out() =>
        Assert.Equal(Decision.Add, Tried.Verdict(Three, Tried.Wanted with { Status = "Ended", Premiered = new(1980, 1, 1) }).Decision);

    [Fact]
    public void A_rule_may_ask_whether_the_filters_let_a_show_pass()
    {
        const string rules = "rules:\n  - { name: r, when: { network: BBC One, passes_filters: true }, then: review }\n";
        Assert.Equal("r", Tried.Verdict(rules, Tried.Wanted).By);
        Assert.Equal("status", Tried.Verdict(rules, Tried.Wanted with { Status = "Ended" }).Reason);
        const string others = "rules:\n  - { name: r, when: { rating: '> 8', passes_filters: false }, then: review }\n";
        Assert.Equal("r", Tried.Verdict(others, Tried.Wanted with { Status = "Ended" }).By);
        Assert.Equal("filters", Tried.Verdict(others, Tried.Wanted).By);
    }

    [Fact]
    public void Whether_the_filters_let_a_show_pass_is_never_unknown()
    {
        const string rules =
            "filters:\n  genres: { exclude: [Reality] }\n  types: { include: [] }\nrules:\n  - { name: r, when: { passes_filters: true }, then: review }\n";
        Assert.Equal("r", Tried.Verdict(rules, Tried.Wanted with { Type = null }).By);
    }

    [Fact]
    public void A_rule_says_where_and_how_its_shows_are_added()
    {
        var routing = Tried.Verdict(Three, Tried.Wanted).Routing;
        Assert.Equal(new Routing(null, "/uk", "Ultra-HD", "future", false), routing with { Tags = Routing.AsEver.Tags });
        Assert.Equal(["british", "crime"], routing.Tags);
        Assert.Same(Routing.AsEver, Tried.Verdict(Three, Tried.Wanted with { Country = "US" }).Routing);
    }

    [Fact]
    public void Rules_can_be_tried_as_JSON() =>
        Assert.Equal("j", Tried.Verdict("""{"rules":[{"name":"j","when":{"rating":{">=":8}},"then":"review"}]}""", Tried.Wanted).By);

    [Theory]
    [InlineData("rules:\n")]
    [InlineData("rules: []\n")]
    [InlineData("filters:\n")]
    public void Without_rules_the_filters_alone_decide(string yaml) => Assert.Equal("filters", Tried.Verdict(yaml, Tried.Wanted).By);

    [Fact]
    public void What_is_tried_leaves_the_rest_as_it_is_in_force()
    {
        var inForce = new Features.Configuration.Options.CouriarrOptions { Filters = new() { MinRuntime = 90 } };
        var rules = Tried.Rules("rules:\n  - { name: r, when: { country: US }, then: skip }\n", inForce).AsOf(Tried.Today);
        Assert.Equal("runtime", rules.Of(Tried.Wanted).Reason);
    }

    private static (Decision, string) Short(Verdict verdict) => (verdict.Decision, verdict.By);
}
