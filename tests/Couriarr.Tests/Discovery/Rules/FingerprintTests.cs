namespace Couriarr.Tests.Discovery.Rules;

[Trait("family", "find")]
public sealed class FingerprintTests
{
    private const string Rules = """
        filters:
          countries: { include: [US, GB] }
        rules:
          - name: a
            when: { country: [GB, NO], premiered: ">= -2y" }
            then: add
            tags: [x]
          - name: b
            when: { rating: "< 5" }
            then: skip
        """;

    [Fact]
    public void It_is_the_same_after_a_restart()
    {
        // Written down once: a hash that changes with each start would judge the whole catalogue anew each time.
        Assert.Equal(
            "bd547026c2d2e639",
            Tried.Rules("rules:\n  - { name: a, when: { country: GB }, then: skip }\n" + Tried.NoFilters).Fingerprint
        );
        Assert.Matches("^[0-9a-f]{16}$", Tried.Rules(Rules).Fingerprint);
    }

    [Theory]
    [InlineData("[US, GB]", "[GB, UK, us]")]
    [InlineData("[GB, NO]", "{ one_of: [no, GB] }")]
    [InlineData("country: [GB, NO], premiered: \">= -2y\"", "all: [ premiered: { \">=\": -2Y }, country: [GB, NO] ]")]
    [InlineData("when: { rating: \"< 5\" }\n    then: skip", "then: skip\n    when:\n      # bad\n      rating:\n        \"<\": 5.0")]
    public void Another_way_of_writing_the_same_is_the_same(string one, string other) =>
        Assert.Equal(Tried.Rules(Rules).Fingerprint, Tried.Rules(Changed(one, other)).Fingerprint);

    [Theory]
    [InlineData("[US, GB]", "[US]")]
    [InlineData("[GB, NO]", "[GB, SE]")]
    [InlineData("-2y", "-3y")]
    [InlineData("then: add", "then: review")]
    [InlineData("[x]", "[y]")]
    [InlineData("name: b", "name: c")]
    [InlineData("\"< 5\"", "\"<= 5\"")]
    [InlineData("tags: [x]", "monitor: pilot")]
    [InlineData("{ rating: \"< 5\" }", "{ not: { rating: \"< 5\" } }")]
    [InlineData("include: [US, GB] }", "include: [US, GB], unknown: drop }")]
    public void Another_meaning_is_another_one(string one, string other) =>
        Assert.NotEqual(Tried.Rules(Rules).Fingerprint, Tried.Rules(Changed(one, other)).Fingerprint);

    [Fact]
    public void The_order_of_rules_is_part_of_what_they_mean()
    {
        const string one = "  - { name: a, when: { id: 1 }, then: add }\n";
        const string other = "  - { name: b, when: { id: 2 }, then: skip }\n";
        Assert.NotEqual(Tried.Rules($"rules:\n{one}{other}").Fingerprint, Tried.Rules($"rules:\n{other}{one}").Fingerprint);
    }

    private static string Changed(string one, string other)
    {
        Assert.Contains(one, Rules.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        return Rules.ReplaceLineEndings("\n").Replace(one, other, StringComparison.Ordinal);
    }
}
