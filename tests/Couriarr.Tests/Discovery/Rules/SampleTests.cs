using System.Text.Json;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Asked;
using Couriarr.Tests.Configuration;

namespace Couriarr.Tests.Discovery.Rules;

/// <summary>Real shows, counted once by the rules and once by a plain loop over what the catalogue answers.</summary>
[Trait("family", "find")]
public sealed class SampleTests
{
    private static readonly string[] Genres = ["Reality", "Talk Show", "Game Show", "News", "Sports"];
    private static readonly string[] Types = ["Scripted", "Animation", "Documentary"];
    private static readonly string[] Countries = ["US", "CA", "AU", "NZ", "IE", "GB"];

    private static string DocumentedFilters => $"filters:{FoundingConfigTests.Yaml.Split("\nfilters:")[1].Split("\nsonarr:")[0]}";

    [Fact]
    public void The_documented_filters_choose_what_a_plain_loop_chooses()
    {
        var counted = RealShows.Json.CountBy(Reason).ToDictionary();
        var judge = Tried.Judge(DocumentedFilters);
        Assert.Equal(counted, RealShows.All.CountBy(show => judge.Of(show).Reason ?? "add").ToDictionary());
        // The loop finds something of nearly every kind, or it would prove little.
        Assert.Superset(new HashSet<string> { "add", "genre", "type", "language", "status", "premiered" }, counted.Keys.ToHashSet());
    }

    [Fact]
    public void A_table_is_judged_as_its_shows_are()
    {
        var rules = Tried.Rules(DocumentedFilters + "\n" + RulesPageTests.AllRules, RulesPageTests.House);
        var judge = rules.AsOf(Tried.Today);
        var verdicts = judge.Of(ShowTable.Of(RealShows.All, rules));
        Assert.Equal(RealShows.All.Select(judge.Of), verdicts.Select(verdict => judge.Verdicts[verdict]));
        Assert.True(verdicts.Distinct().Count() > 5);
    }

    [Fact]
    public void A_table_keeps_the_large_fields_only_for_rules_that_ask_for_them()
    {
        var rules = Tried.Rules("rules:\n  - { name: s, when: { summary: { contains: comedy } }, then: review }\n");
        var (light, heavy) = (ShowTable.Of(RealShows.All), ShowTable.Of(RealShows.All, rules));
        Assert.False(light.Suits(rules));
        Assert.Contains(
            "summary",
            Assert.Throws<InvalidOperationException>(() => rules.AsOf(Tried.Today).Of(light)).Message,
            StringComparison.Ordinal
        );
        Assert.True(heavy.Suits(rules));
        Assert.Equal(
            RealShows.Json.Count(show =>
                RealShows.Inside(show, "summary")?.GetString()!.Contains("comedy", StringComparison.OrdinalIgnoreCase) == true
            ),
            rules.AsOf(Tried.Today).Of(heavy).Count(verdict => verdict == 0)
        );
    }

    private static string Reason(JsonElement show)
    {
        var genres = show.GetProperty("genres").EnumerateArray().Select(genre => genre.GetString()).ToList();
        var type = show.GetProperty("type").GetString();
        if (Genres.Contains(type) || Genres.Any(genre => genres.Contains(genre)))
            return "genre";
        if (!Types.Contains(type))
            return "type";
        if (RealShows.Inside(show, "language")?.GetString() != "English")
            return "language";
        var country = RealShows.Country(show);
        if (country is null ? RealShows.Inside(show, "webChannel") is null : !Countries.Contains(country))
            return "country";
        if (show.GetProperty("status").GetString() == "Ended")
            return "status";
        if (string.CompareOrdinal(RealShows.Inside(show, "premiered")?.GetString() ?? "9", "2010-01-01") < 0)
            return "premiered";
        var length = RealShows.Inside(show, "runtime") ?? RealShows.Inside(show, "averageRuntime");
        return length?.GetInt32() < 20 ? "runtime" : "add";
    }
}
