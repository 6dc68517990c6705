using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Tests.Discovery.Rules;

[Trait("family", "find")]
public sealed class ConditionTests
{
    [Theory]
    [InlineData("{ country: GB }")]
    [InlineData("{ country: gb }")]
    [InlineData("{ country: UK }")]
    [InlineData("{ country: [US, GB] }")]
    [InlineData("{ country: { equals: GB } }")]
    [InlineData("{ country: { one_of: [US, GB] } }")]
    [InlineData("{ title: { contains: ANT } }")]
    [InlineData("{ title: { contains: [zzz, ant] } }")]
    [InlineData("{ title: { starts: wan } }")]
    [InlineData("{ summary: { contains: cardiff } }")]
    [InlineData("{ network: BBC One, channel: bbc one }")]
    [InlineData("{ imdb_id: tt1, image: { known: false }, page: { known: false } }")]
    [InlineData("{ genres: Crime }")]
    [InlineData("{ genres: [Comedy, crime] }")]
    [InlineData("{ genres: { any: [Comedy, Crime], all: [Drama, Crime], none: [Horror] } }")]
    [InlineData("{ id: 1, tvdb_id: [99, 100] }")]
    [InlineData("{ runtime: 60, announced_runtime: 60, average_runtime: { \"<\": 60 } }")]
    [InlineData("{ rating: { \">=\": 8.2 } }")]
    [InlineData("{ rating: \">= 8.2\", weight: \"> 89\" }")]
    [InlineData("{ rating: { between: [8.2, 9] } }")]
    [InlineData("{ weight: { \">\": 10, \"<=\": 90 } }")]
    [InlineData("{ premiered: 2025-03-01 }")]
    [InlineData("{ premiered: { between: [2025-01-01, today] } }")]
    [InlineData("{ premiered: \">= -1y\" }")]
    [InlineData("{ premiered: \"<= -12m\" }")]
    [InlineData("{ premiered: { between: [-366d, -52w] } }")]
    [InlineData("{ premiered: \"< +30d\" }")]
    [InlineData("{ updated: 2026-01-01 }")]
    [InlineData("{ ended: { known: false }, premiered: { known: true } }")]
    [InlineData("{ not: { type: Reality } }")]
    [InlineData("{ not: [type: Scripted, country: US] }")]
    [InlineData("{ any: [type: Reality, { country: GB, language: English }] }")]
    [InlineData("{ any: { type: Reality, country: GB } }")]
    [InlineData("{ all: [{ any: [{ not: { status: Ended } }, id: 7] }, { type: [Scripted] }] }")]
    [InlineData("[ type: Scripted, status: Running ]")]
    [InlineData("everything")]
    public void A_show_answers_yes(string condition) => Assert.Equal(Answer.Yes, Tried.Ask(condition, Tried.Wanted));

    [Theory]
    [InlineData("{ country: US }")]
    [InlineData("{ country: [US, CA] }")]
    [InlineData("{ title: want }")]
    [InlineData("{ title: { starts: ant } }")]
    [InlineData("{ genres: { all: [Drama, Horror] } }")]
    [InlineData("{ genres: { none: [drama] } }")]
    [InlineData("{ genres: { any: [Crime], none: [Drama] } }")]
    [InlineData("{ runtime: { \">\": 60 } }")]
    [InlineData("{ runtime: { \"<\": 60 } }")]
    [InlineData("{ rating: { between: [8.3, 9] } }")]
    [InlineData("{ premiered: \"> -1y\" }")]
    [InlineData("{ premiered: \"< -1y\" }")]
    [InlineData("{ premiered: \">= today\" }")]
    [InlineData("{ premiered: { known: false } }")]
    [InlineData("{ not: { type: Scripted, country: GB } }")]
    [InlineData("{ any: [type: Reality, country: US] }")]
    [InlineData("{ all: [type: Scripted, country: US] }")]
    public void A_show_answers_no(string condition) => Assert.Equal(Answer.No, Tried.Ask(condition, Tried.Wanted));

    [Fact]
    public void Capitals_and_spaces_around_do_not_count()
    {
        var odd = Tried.Wanted with { Language = " english ", Genres = ["science-fiction "], Type = "SCRIPTED" };
        Assert.Equal(Answer.Yes, Tried.Ask("{ language: ' ENGLISH', genres: Science-Fiction, type: scripted }", odd));
    }

    [Fact]
    public void Norway_is_a_country_and_not_false()
    {
        var norwegian = Tried.Wanted with { Country = "NO" };
        Assert.Equal(Answer.Yes, Tried.Ask("{ country: NO }", norwegian));
        Assert.Equal(Answer.Yes, Tried.Ask("{ country: [SE, NO] }", norwegian));
        Assert.Equal("add", Tried.Verdict("filters:\n  countries:\n    include: [NO]\n", norwegian).Decision.ToString().ToLowerInvariant());
    }

    [Fact]
    public void A_title_that_is_a_number_is_a_title() =>
        Assert.Equal(Answer.Yes, Tried.Ask("{ title: [24, 1992] }", Tried.Wanted with { Title = "24" }));

    [Fact]
    public void The_runtime_is_the_real_one_where_none_was_announced()
    {
        var streamed = Tried.Wanted with { Runtime = null, AverageRuntime = 10 };
        Assert.Equal(Answer.Yes, Tried.Ask("{ runtime: 10, announced_runtime: { known: false } }", streamed));
    }

    [Fact]
    public void A_distance_from_today_moves_with_the_days()
    {
        var rules = Tried.Rules("rules:\n  - { name: new, when: { premiered: '>= -1y' }, then: review }\n");
        Assert.True(rules.FollowsCalendar);
        Assert.Equal("new", rules.AsOf(Tried.Today).Of(Tried.Wanted).By);
        Assert.Equal("filters", rules.AsOf(Tried.Today.AddDays(1)).Of(Tried.Wanted).By);
        Assert.False(Tried.Rules("rules:\n  - { name: new, when: { premiered: '>= 2025-01-01' }, then: review }\n").FollowsCalendar);
    }
}
