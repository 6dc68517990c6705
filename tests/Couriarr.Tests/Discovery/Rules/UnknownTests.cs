using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Tests.Discovery.Rules;

/// <summary>What the catalogue does not know is neither yes nor no.</summary>
[Trait("family", "find")]
public sealed class UnknownTests
{
    [Theory]
    [InlineData("{ country: GB }")]
    [InlineData("{ country: [GB, US] }")]
    [InlineData("{ title: { contains: a } }")]
    [InlineData("{ summary: { starts: a } }")]
    [InlineData("{ type: Scripted }")]
    [InlineData("{ status: Ended }")]
    [InlineData("{ language: English }")]
    [InlineData("{ network: NBC }")]
    [InlineData("{ web_channel: Netflix }")]
    [InlineData("{ channel: Netflix }")]
    [InlineData("{ imdb_id: tt1 }")]
    [InlineData("{ image: { contains: png } }")]
    [InlineData("{ page: { contains: tvmaze } }")]
    [InlineData("{ tvdb_id: 1 }")]
    [InlineData("{ rating: { \"<\": 5 } }")]
    [InlineData("{ rating: { \"<=\": 5 } }")]
    [InlineData("{ rating: { \">\": 5 } }")]
    [InlineData("{ rating: { \">=\": 5 } }")]
    [InlineData("{ rating: { \"=\": 5 } }")]
    [InlineData("{ rating: { between: [1, 9] } }")]
    [InlineData("{ rating: { one_of: [1, 9] } }")]
    [InlineData("{ runtime: \">= 20\" }")]
    [InlineData("{ announced_runtime: \">= 20\" }")]
    [InlineData("{ average_runtime: \">= 20\" }")]
    [InlineData("{ premiered: \">= -2y\" }")]
    [InlineData("{ ended: \"< today\" }")]
    [InlineData("{ updated: \"< today\" }")]
    [InlineData("{ not: { country: GB } }")]
    [InlineData("{ all: [id: 2, country: GB] }")]
    [InlineData("{ any: [id: 3, country: GB] }")]
    public void Nothing_compares_with_what_is_not_known(string condition) =>
        Assert.Equal(Answer.Unknown, Tried.Ask(condition, Tried.Blank));

    [Theory]
    [InlineData("{ country: { known: false } }", Answer.Yes)]
    [InlineData("{ country: { known: true } }", Answer.No)]
    [InlineData("{ rating: { known: false } }", Answer.Yes)]
    [InlineData("{ premiered: { known: true } }", Answer.No)]
    [InlineData("{ not: { rating: { known: true } } }", Answer.Yes)]
    [InlineData("{ genres: { known: false } }", Answer.Yes)]
    [InlineData("{ any: [rating: \">= 7\", rating: { known: false }] }", Answer.Yes)]
    [InlineData("{ rating: { known: true, \">=\": 7 } }", Answer.No)]
    [InlineData("{ all: [id: 3, country: GB] }", Answer.No)]
    [InlineData("{ any: [id: 2, country: GB] }", Answer.Yes)]
    [InlineData("{ weight: 0 }", Answer.Yes)]
    public void What_is_not_known_can_be_asked_for(string condition, Answer answer) =>
        Assert.Equal(answer, Tried.Ask(condition, Tried.Blank));

    [Theory]
    [InlineData("{ genres: Drama }", Answer.No)]
    [InlineData("{ genres: { all: [Drama] } }", Answer.No)]
    [InlineData("{ genres: { none: [Drama] } }", Answer.Yes)]
    public void A_show_without_genres_has_none_of_them(string condition, Answer answer) =>
        Assert.Equal(answer, Tried.Ask(condition, Tried.Blank));

    [Fact]
    public void A_rule_for_good_ratings_says_nothing_about_new_shows_that_have_none()
    {
        const string rules = """
            rules:
              - { name: bad, when: { rating: "< 6" }, then: skip }
              - { name: not good, when: { not: { rating: ">= 7" } }, then: skip }
            """;
        Assert.Equal("filters", Tried.Verdict(rules, Tried.Wanted with { Rating = null }).By);
        Assert.Equal("not good", Tried.Verdict(rules, Tried.Wanted with { Rating = 6.5 }).By);
        Assert.Equal("bad", Tried.Verdict(rules, Tried.Wanted with { Rating = 5 }).By);
    }
}
