using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Asked;
using Couriarr.Features.Discovery.Rules.Written;

namespace Couriarr.Tests.Discovery.Rules;

/// <summary>Rules as somebody writes them, and shows to try them on.</summary>
internal static class Tried
{
    public static readonly DateOnly Today = new(2026, 3, 1);

    public const string NoFilters = """
        filters:
          genres: { exclude: [] }
          types: { include: [] }
          countries: { include: [] }
          languages: { include: [] }
          status: { exclude_ended: false }
          premiered: { after: 0001-01-01 }
          min_runtime: 0

        """;

    /// <summary>Passes the filters that count when nobody says anything.</summary>
    public static readonly Show Wanted = new(1, "Wanted")
    {
        TvdbId = 100,
        ImdbId = "tt1",
        Type = "Scripted",
        Status = "Running",
        Language = "English",
        Country = "GB",
        Network = "BBC One",
        Genres = ["Drama", "Crime"],
        Premiered = new DateOnly(2025, 3, 1),
        Runtime = 60,
        AverageRuntime = 58,
        Rating = 8.2,
        Weight = 90,
        Summary = "A detective in Cardiff.",
        Updated = 1_767_225_600, // 2026-01-01
    };

    /// <summary>Of which the catalogue knows no more than that it is there.</summary>
    public static readonly Show Blank = new(2, "");

    public static RuleSet Rules(string yaml, CouriarrOptions? inForce = null)
    {
        var (rules, problems) = Read(yaml, inForce);
        Assert.True(rules is not null, string.Join('\n', problems.Errors));
        return rules;
    }

    public static (RuleSet? Rules, Problems Problems) Read(string yaml, CouriarrOptions? inForce = null)
    {
        var problems = new Problems();
        return (RuleWriting.Of(yaml, inForce ?? new CouriarrOptions(), problems), problems);
    }

    public static Judge Judge(string yaml) => Rules(yaml).AsOf(Today);

    public static Verdict Verdict(string yaml, Show show) => Judge(yaml).Of(show);

    /// <summary>What a show answers to a condition, alone and as a row of a table.</summary>
    public static Answer Ask(string condition, Show show)
    {
        var rules = Rules($"{NoFilters}rules:\n  - name: asked\n    when: {condition}\n    then: skip\n");
        var judge = rules.AsOf(Today);
        var answer = judge.Explain(show).Rules[0].When.Answer;
        Assert.Equal(answer == Answer.Yes, judge.Of(show).By == "asked");
        Assert.Equal(answer == Answer.Yes ? 0 : judge.Verdicts.Count - 1, judge.Of(ShowTable.Of([show, show], rules))[1]);
        return answer;
    }
}
