using Couriarr.Features.Discovery;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Discovery.Rules;

/// <summary>Words that no show will ever have are warned about at the start, and nothing is refused for them.</summary>
[Trait("family", "find")]
public sealed class RuleWarningTests
{
    [Theory]
    [InlineData(
        "genres: { exclude: [Talk Show] }",
        "2:22: filters.genres.exclude: the catalogue knows Talk Show as types, not as genres. Shows of these types are left out too"
    )]
    [InlineData(
        "genres: { exclude: [Ended] }",
        "filters.genres.exclude has 'Ended': the catalogue knows it as a status, so no show has it here. Ask for it in 'status'."
    )]
    [InlineData(
        "genres: { exclude: [Horor] }",
        "filters.genres.exclude has 'Horor': the catalogue has no genre of this name. Did you mean Horror?"
    )]
    [InlineData(
        "types: { include: [Drama] }",
        "filters.types.include has 'Drama': the catalogue knows it as a genre, so no show has it here. Ask for it in 'genres'."
    )]
    [InlineData(
        "types: { include: [Scriptd] }",
        "filters.types.include has 'Scriptd': the catalogue has no type of this name. Did you mean Scripted?"
    )]
    [InlineData("languages: { include: [en] }", "filters.languages.include has 'en': the catalogue writes languages by their English name")]
    [InlineData(
        "countries: { include: [UK] }",
        "filters.countries.include: the catalogue writes the United Kingdom as GB, so UK is read as GB."
    )]
    public void A_filter_that_can_match_nothing_is_doubted(string filter, string warning) =>
        AssertWarned($"filters:\n  {filter}\n", warning);

    [Theory]
    [InlineData(
        "when: { genres: Reality }",
        "4:21: rules[0].when.genres has 'Reality': the catalogue knows it as a type, so no show has it here. Ask for it in 'type'."
    )]
    [InlineData(
        "when: { genres: { none: [Drama, Sci-Fi] } }",
        "rules[0].when.genres.none has 'Sci-Fi': the catalogue has no genre of this name."
    )]
    [InlineData("when: { status: Canceled }", "rules[0].when.status has 'Canceled': the catalogue has no status of this name.")]
    [InlineData("when: { language: de }", "rules[0].when.language has 'de': the catalogue writes languages by their English name")]
    [InlineData(
        "when: { country: [US, UK] }",
        "rules[0].when.country: the catalogue writes the United Kingdom as GB, so UK is read as GB."
    )]
    [InlineData("when: { id: 1 }\n    tags: [x]", "5:11: rules[0].tags counts for nothing: the rule skips its shows.")]
    [InlineData(
        "when: everything\n  - { name: s, when: { id: 1 }, then: add }",
        "5:5: rules[1] is never reached: rules[0] before it is for every show."
    )]
    public void A_rule_that_cannot_mean_what_it_says_is_doubted(string rule, string warning) =>
        AssertWarned($"rules:\n  - name: r\n    then: skip\n    {rule}\n", warning);

    [Fact]
    public void Words_of_the_catalogue_are_not_doubted()
    {
        using var room = new ConfigRoom().Yaml(
            "filters:\n  genres: { exclude: [Sports, horror] }\n  types: { include: [Talk Show] }\n"
                + "rules:\n  - { name: a, when: { genres: Anime, type: sports, status: to be determined, language: Thai, country: NO }, then: skip }\n"
        );
        Assert.Equal((0, ""), (room.Run("config", "check").Code, room.Run("config", "check").Error));
    }

    [Fact]
    public void A_mistake_in_a_rule_is_said_by_the_check_of_the_configuration_with_file_line_and_column()
    {
        using var room = new ConfigRoom().Yaml("rules:\n  - name: a\n    when:\n      gnres: [Drama]\n    then: add\n");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.StartsWith(
            "config.yaml:4:7: rules[0].when: there is no field 'gnres'. Did you mean genres?",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_service_judges_by_the_filters_and_rules_of_its_configuration()
    {
        using var room = new ConfigRoom()
            .Yaml("rules:\n  - { name: mine, when: { country: GB }, then: review }\n")
            .With("FILTERS_COUNTRIES_UNKNOWN", "drop");
        using var services = new ServiceCollection().AddSingleton(room.Load().Options).AddDiscovery().BuildServiceProvider();
        var judge = services.GetRequiredService<RuleSet>().AsOf(Tried.Today);
        Assert.Equal("mine", judge.Of(Tried.Wanted).By);
        Assert.Equal("country", judge.Of(Tried.Wanted with { Country = null, WebChannel = "Netflix" }).Reason);
    }

    private static void AssertWarned(string yaml, string warning)
    {
        using var room = new ConfigRoom().Yaml(yaml);
        var (code, _, error) = room.Run("config", "check");
        Assert.True(code == 0, error);
        Assert.Contains(warning, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
