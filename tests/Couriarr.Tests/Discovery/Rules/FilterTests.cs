using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Tests.Discovery.Rules;

/// <summary>The filters as they were documented, and what the catalogue makes of them.</summary>
[Trait("family", "find")]
public sealed class FilterTests
{
    public static TheoryData<string, Show, string?> Cases =>
        new()
        {
            { "", Tried.Wanted, null },
            { "genres: { exclude: [Crime] }", Tried.Wanted, "genre" },
            { "genres: { exclude: [crime] }", Tried.Wanted, "genre" },
            { "genres: { exclude: [Horror] }", Tried.Wanted, null },
            { "genres: { exclude: [Horror] }", Tried.Wanted with { Genres = [] }, null },
            { "types: { include: [Scripted] }", Tried.Wanted, null },
            { "types: { include: [Animation] }", Tried.Wanted, "type" },
            { "types: { include: [Animation] }", Tried.Wanted with { Type = null }, "type" },
            { "types: { include: [] }", Tried.Wanted with { Type = null }, null },
            { "genres: { exclude: [Reality] }\n  types: { include: [] }", Tried.Wanted with { Type = null }, null },
            { "countries: { include: [US] }", Tried.Wanted, "country" },
            { "countries: { include: [] }", Tried.Wanted with { Country = "XX" }, null },
            { "", Tried.Wanted with { Country = null }, "country" },
            { "countries: { include: [] }", Tried.Wanted with { Country = null, Network = null }, null },
            { "languages: { include: [German] }", Tried.Wanted, "language" },
            { "", Tried.Wanted with { Language = null }, "language" },
            { "languages: { include: [] }", Tried.Wanted with { Language = null }, null },
            { "", Tried.Wanted with { Status = "Ended" }, "status" },
            { "status: { exclude_ended: false }", Tried.Wanted with { Status = "Ended" }, null },
            { "", Tried.Wanted with { Status = "To Be Determined" }, null },
            { "", Tried.Wanted with { Status = null }, null },
            { "", Tried.Wanted with { Premiered = new(2009, 12, 31) }, "premiered" },
            { "", Tried.Wanted with { Premiered = new(2010, 1, 1) }, null },
            { "", Tried.Wanted with { Premiered = null }, null },
            { "", Tried.Wanted with { Runtime = 19 }, "runtime" },
            { "", Tried.Wanted with { Runtime = 20 }, null },
            { "min_runtime: 0", Tried.Wanted with { Runtime = 1 }, null },
            { "", Tried.Wanted with { Runtime = 60, AverageRuntime = 5 }, null },
            { "", Tried.Blank, "type" },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_filter_rules_out_what_it_says(string filters, Show show, string? reason)
    {
        var verdict = Tried.Verdict($"filters:\n  {filters}\n", show);
        Assert.Equal((reason is null ? Decision.Add : Decision.Filtered, reason), (verdict.Decision, verdict.Reason));
    }

    [Fact]
    public void The_first_of_several_reasons_counts_and_names_its_option()
    {
        var hopeless = Tried.Blank with { Genres = ["Food"], Status = "Ended", Premiered = new(1970, 1, 1), Runtime = 1 };
        var said = new List<string>();
        foreach (var mended in Mended(hopeless))
            said.Add(
                Tried.Verdict("filters:\n  genres: { exclude: [Food] }\n", mended) is { Reason: { } reason } verdict
                    ? $"{reason} {verdict.By}"
                    : ""
            );
        Assert.Equal(
            [
                "genre filters.genres.exclude",
                "type filters.types.include",
                "language filters.languages.include",
                "country filters.countries.include",
                "status filters.status.exclude_ended",
                "premiered filters.premiered.after",
                "runtime filters.min_runtime",
                "",
            ],
            said
        );
    }

    [Fact]
    public void X29_A_talk_show_is_left_out_by_the_genre_of_that_name()
    {
        const string filters = "filters:\n  genres: { exclude: [Reality, Talk Show] }\n  types: { include: [] }\n";
        Assert.Equal("genre", Tried.Verdict(filters, Tried.Wanted with { Type = "Talk Show" }).Reason);
        Assert.Null(Tried.Verdict(filters, Tried.Wanted with { Type = "Variety" }).Reason);
    }

    [Fact]
    public void X30_UK_means_the_country_that_the_catalogue_calls_GB()
    {
        var options = new CouriarrOptions { Filters = new() { Countries = new() { Include = ["uk"] } } };
        Assert.Null(Tried.Rules("rules: []", options).AsOf(Tried.Today).Of(Tried.Wanted).Reason);
        Assert.Null(Tried.Verdict("filters:\n  countries: { include: [UK] }\n", Tried.Wanted).Reason);
    }

    [Theory]
    [InlineData("pass", "English", null)]
    [InlineData("pass", "Korean", "language")]
    [InlineData("drop", "English", "country")]
    public void X31_House_of_Cards_is_not_lost_because_Netflix_is_in_no_single_country(string unknown, string language, string? reason)
    {
        var streamed = Tried.Wanted with { Country = null, Network = null, WebChannel = "Netflix", Language = language };
        Assert.Equal(reason, Tried.Verdict($"filters:\n  countries: {{ unknown: {unknown} }}\n", streamed).Reason);
    }

    [Fact]
    public void X32_A_short_that_announces_no_length_is_known_by_its_real_one()
    {
        Assert.Equal("runtime", Tried.Verdict("rules: []", Tried.Wanted with { Runtime = null, AverageRuntime = 8 }).Reason);
        Assert.Null(Tried.Verdict("rules: []", Tried.Wanted with { Runtime = null, AverageRuntime = 45 }).Reason);
        Assert.Null(Tried.Verdict("rules: []", Tried.Wanted with { Runtime = null, AverageRuntime = null }).Reason);
    }

    [Fact]
    public void A_show_that_nobody_wants_does_not_wait_a_year_for_its_TVDB_id() =>
        Assert.Equal("status", Tried.Verdict("rules: []", Tried.Wanted with { TvdbId = null, Status = "Ended" }).Reason);

    [Fact]
    public void A_show_without_a_TVDB_id_is_wanted_all_the_same() =>
        Assert.Equal(Decision.Add, Tried.Verdict("rules: []", Tried.Wanted with { TvdbId = null }).Decision);

    [Fact]
    public void A_revived_show_is_wanted_again()
    {
        var judge = Tried.Judge("rules: []");
        Assert.Equal("status", judge.Of(Tried.Wanted with { Status = "Ended" }).Reason);
        Assert.Null(judge.Of(Tried.Wanted with { Status = "Running" }).Reason);
    }

    private static IEnumerable<Show> Mended(Show show)
    {
        yield return show;
        yield return show = show with { Genres = [] };
        yield return show = show with { Type = "Scripted" };
        yield return show = show with { Language = "English" };
        yield return show = show with { Country = "US" };
        yield return show = show with { Status = "Running" };
        yield return show = show with { Premiered = new(2020, 1, 1) };
        yield return show with
        {
            Runtime = 20,
        };
    }
}
