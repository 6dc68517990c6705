using System.Globalization;
using System.Text.RegularExpressions;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Tests.Discovery.Rules;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Documents;

/// <summary>Each recipe of the cookbook is cooked: the shows below it become what the page says.</summary>
[Trait("family", "docs")]
public sealed partial class RecipeTests
{
    private const string Page = "docs/rules.md";
    private const string Unknown = "unknown";

    private static readonly IReadOnlyList<(string Name, string Rules, IReadOnlyList<(string Show, string Becomes)> Shows)> Recipes =
    [
        .. Repository.Read(Page).Split("\n### ").Skip(1).Select(Recipe),
    ];

    public static TheoryData<string> Names => [.. Recipes.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_makes_of_each_show_what_the_page_says(string name)
    {
        var (_, rules, shows) = Recipes.Single(recipe => recipe.Name == name);
        var judge = Tried.Rules(rules, RulesPageTests.House).AsOf(Tried.Today);

        Assert.True(shows.Count > 1, "A recipe has at least two shows.");
        Assert.Equal(shows, shows.Select(show => (show.Show, Words(judge.Of(Shown(show.Show))))));
    }

    private static (string, string, IReadOnlyList<(string, string)>) Recipe(string section) =>
        (
            section.Split('\n')[0],
            Sample().Match(section).Groups["yaml"].Value,
            [.. Row().Matches(section).Skip(1).Select(row => (row.Groups["show"].Value, row.Groups["becomes"].Value))]
        );

    private static string Words(Verdict verdict) =>
        verdict.Decision switch
        {
            Decision.Add => "added",
            Decision.Review => "for review",
            Decision.Filtered => $"left out: {verdict.Reason}",
            _ => $"left out: {verdict.By}",
        };

    /// <summary>The show of the page's introduction, but for what is said of it.</summary>
    private static Show Shown(string said) =>
        said.Split(", ")
            .Select(part => (Name: part.Split(' ')[0], Value: part[(part.IndexOf(' ', StringComparison.Ordinal) + 1)..]))
            .Aggregate(Tried.Wanted, (show, fact) => With(show, fact.Name, fact.Value == Unknown ? null : fact.Value));

    private static Show With(Show show, string name, string? value) =>
        name switch
        {
            "id" => show with { Id = long.Parse(value!, CultureInfo.InvariantCulture) },
            "title" => show with { Title = value! },
            "type" => show with { Type = value },
            "status" => show with { Status = value },
            "language" => show with { Language = value },
            "country" => show with { Country = value },
            "network" => show with { Network = value },
            "web_channel" => show with { WebChannel = value },
            "genres" => show with { Genres = value?.Split(" + ") ?? [] },
            "rating" => show with { Rating = value is null ? null : double.Parse(value, CultureInfo.InvariantCulture) },
            "weight" => show with { Weight = int.Parse(value!, CultureInfo.InvariantCulture) },
            "runtime" => show with
            {
                Runtime = value is null ? null : int.Parse(value, CultureInfo.InvariantCulture),
                AverageRuntime = null,
            },
            "premiered" => show with { Premiered = value is null ? null : DateOnly.Parse(value, CultureInfo.InvariantCulture) },
            "summary" => show with { Summary = value },
            _ => throw new ArgumentException($"{Page} says '{name}' of a show, which this test does not know."),
        };

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    // The first is the head; the line of dashes has no spaces and does not fit.
    [GeneratedRegex(@"^\| (?<show>[^|\n]+) \| (?<becomes>[^|\n]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
