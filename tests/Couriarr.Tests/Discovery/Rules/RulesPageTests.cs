using System.Text.RegularExpressions;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Asked;
using Couriarr.Features.Discovery.Rules.Written;
using Couriarr.Tests.Configuration;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Discovery.Rules;

/// <summary>What the page on discovery shows can be copied.</summary>
[Trait("family", "find")]
public sealed partial class RulesPageTests
{
    private static readonly string Page = Repository.Read("docs/discovery.md");

    public static CouriarrOptions House => RuleMistakeTests.House;

    /// <summary>Every rule of the page in one list.</summary>
    public static string AllRules { get; } =
        "rules:\n"
        + string.Concat(Samples().Where(sample => sample.StartsWith("rules:", StringComparison.Ordinal)).Select(sample => sample[7..]));

    [Fact]
    public void Every_sample_is_right()
    {
        Assert.True(Samples().Count(IsOfRules) > 4);
        Assert.All(Samples().Where(IsOfRules), sample => Assert.NotNull(Compiled(sample)));
        Assert.NotNull(Compiled(AllRules));
    }

    [Fact]
    public void Every_other_sample_is_a_configuration_that_is_fine() =>
        Assert.All(
            Samples().Where(sample => !IsOfRules(sample)),
            sample =>
            {
                using var room = new ConfigRoom().Yaml(sample).With("TMDB_API_KEY", "0123456789abcdef0123456789abcdef");
                room.With("RADARR_HD_URL", "http://radarr:7878").With("RADARR_HD_API_KEY", "0123456789abcdef0123456789abcdef");
                Assert.Equal((0, "config.yaml is fine.\n", ""), room.Run("config", "check"));
            }
        );

    [Fact]
    public void Every_field_is_on_the_page() =>
        Assert.Equal(
            Fields.Light.Concat(Fields.Heavy).Select(field => field.Name).Order(StringComparer.Ordinal),
            FieldRow()
                .Matches(Page.Split("### Fields")[1].Split("\n##")[0])
                .Select(row => row.Groups["name"].Value)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_filters_that_count_when_nothing_is_said_are_those_of_the_page() =>
        Assert.Equal(Tried.Rules("rules: []").Fingerprint, Tried.Rules(Samples().First()).Fingerprint);

    private static bool IsOfRules(string sample) =>
        sample.StartsWith("rules:", StringComparison.Ordinal) || sample.StartsWith("filters:", StringComparison.Ordinal);

    private static RuleSet? Compiled(string sample)
    {
        var problems = new Problems();
        var rules = RuleWriting.Of(sample, House, problems);
        Assert.Empty(problems.Errors.Concat(problems.Warnings));
        return rules;
    }

    private static IEnumerable<string> Samples() => Sample().Matches(Page).Select(match => match.Groups["yaml"].Value);

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FieldRow();
}
