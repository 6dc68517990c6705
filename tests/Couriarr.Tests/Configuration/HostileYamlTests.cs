using System.Diagnostics;
using System.Text;

namespace Couriarr.Tests.Configuration;

[Trait("family", "doors")]
public sealed class HostileYamlTests
{
    // Milliseconds on an idle machine; a bomb that goes off takes minutes, or all memory.
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(30);

    public static TheoryData<string, string> Bombs =>
        new()
        {
            { Laughs(), "aliases ('*name') are not followed here" },
            { "a: " + new string('[', 500_000), "more than 32 levels deep" },
            { string.Concat(Enumerable.Range(0, 700).Select(i => new string(' ', i) + "a:\n")), "more than 32 levels deep" },
            { string.Concat(Enumerable.Repeat("a: 1\n", 150_000)), "'a' stands here twice" },
            { string.Concat(Enumerable.Range(0, 100_000).Select(i => $"k{i}: 1\n")), "there is no option k0." },
            { "? " + new string('k', 900_000) + "\n: 1\n", "there is no option kkk" },
            { "a: \"" + new string('x', 1024 * 1024), "larger than 1024 KiB" },
        };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void H01_A_bomb_is_refused_quickly(string yaml, string sentence)
    {
        using var room = new ConfigRoom().Yaml(yaml);
        var clock = Stopwatch.StartNew();
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < Quickly, $"it took {clock.Elapsed}");
        Assert.True(error.Length < 250_000, $"it said {error.Length} characters");
    }

    [Fact]
    public void A_name_cannot_give_orders_to_the_terminal()
    {
        using var room = new ConfigRoom().Yaml("\"\\e[2Jserver\": 1\n");
        Assert.DoesNotContain('\u001b', room.Run("config", "check").Error);
    }

    [Fact]
    public void What_a_variable_holds_cannot_change_the_structure()
    {
        using var room = new ConfigRoom().With("NAME", "a\nserver:\n  port: 1").Yaml("sonarr:\n  quality_profile: ${NAME}\n");
        Assert.Equal("a\nserver:\n  port: 1", room.Load().Options.Sonarr.QualityProfile);
        Assert.Equal(8475, room.Load().Options.Server.Port);
    }

    [Fact]
    public void NO_stays_Norway()
    {
        using var room = new ConfigRoom().Yaml("filters:\n  countries:\n    include: [NO, SE]\n");
        Assert.Equal(["NO", "SE"], room.Load().Options.Filters.Countries.Include);
    }

    [Theory]
    [InlineData("1.10")]
    [InlineData("0755")]
    [InlineData("1e3")]
    [InlineData("12:30")]
    [InlineData("true")]
    public void Text_stays_as_it_was_written(string written)
    {
        using var room = new ConfigRoom().Yaml($"sonarr:\n  quality_profile: {written}\n");
        Assert.Equal(written, room.Load().Options.Sonarr.QualityProfile);
    }

    private static string Laughs()
    {
        var text = new StringBuilder("a0: &a0 [ha]\n");
        for (var i = 1; i < 30; i++)
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        return text.ToString();
    }
}
