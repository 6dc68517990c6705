using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Phrasing;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class TemplateTests
{
    private static readonly string[] Places = ["title", "year", "quality", "size"];

    [Fact]
    public void Values_are_put_in_as_phrases_and_never_read()
    {
        var prose = Fill("*{title}* ({year})", ("title", "M*A*S*H _and_ {year} [x] \\ `"), ("year", "1970"));

        Assert.Equal([new Phrase("M*A*S*H _and_ {year} [x] \\ `", Emphasis.Bold), new Phrase(" (1970)")], prose.Phrases);
    }

    [Fact]
    public void A_line_whose_places_are_all_empty_is_left_out()
    {
        Assert.Equal("Dune\nSize: 1 GB", Fill("{title}\nQuality: {quality}\nSize: {size}", ("title", "Dune"), ("size", "1 GB")).Plain);
        Assert.Equal("Dune\n\nend", Fill("{title}\n\nend", ("title", "Dune")).Plain);
    }

    [Fact]
    public void A_part_in_brackets_is_left_out_alone()
    {
        Assert.Equal("Dune (2021)", Fill("{title}[ ({year})]", ("title", "Dune"), ("year", "2021")).Plain);
        Assert.Equal("Dune", Fill("{title}[ ({year})]", ("title", "Dune")).Plain);
    }

    [Fact]
    public void Signs_with_a_backslash_mean_themselves_and_so_do_those_within_words()
    {
        Assert.Equal("*a* {b} [c] snake_case", Fill(@"\*a\* \{b} \[c] snake_case").Plain);
        Assert.Equal([new Phrase("x", Emphasis.Italic), new Phrase(" "), new Phrase("y", Emphasis.Code)], Fill("_x_ `y`").Phrases);
    }

    [Theory]
    [InlineData("{titel}", "has no place {titel}. Did you mean title?")]
    [InlineData("*{title}", "has emphasis that is not closed")]
    [InlineData("_{title}", "has emphasis that is not closed")]
    [InlineData("{title", "has a { that is not closed")]
    [InlineData("[ ({year})", "has a [ that is not closed")]
    [InlineData("*a _b_*", "has emphasis within emphasis")]
    [InlineData("[a [b]]", "has a [ within another one")]
    public void Says_what_is_wrong_with_a_template(string text, string mistake)
    {
        var mistakes = new List<string>();

        TemplateReader.Read(text, Places, mistakes.Add);

        Assert.Contains(mistakes, said => said.StartsWith(mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_built_in_message_can_be_read_and_says_something()
    {
        var book = MessageBook.Read(null, (_, why) => Assert.Fail(why));
        Assert.All(
            Messages.All,
            message =>
            {
                Assert.NotEmpty(book.Of(message.Name).Title.Fill(_ => Prose.Of("x")).Plain);
                Assert.NotEmpty(book.Of(message.Name).Body.Fill(_ => Prose.Of("x")).Plain);
                Assert.All(message.Places, place => Assert.True(place == "parts" || Samples.Facts.ContainsKey(place), place));
            }
        );
    }

    [Fact]
    public void A_long_list_of_episodes_is_told_in_ranges_and_cut()
    {
        Assert.Equal("Season 2, 8 episodes: S02E01-E08", Figures.Episodes(Enumerable.Range(1, 8).Select(n => (2, n))));
        Assert.Equal("Season 1, 3 episodes: S01E01, E03, E05", Figures.Episodes([(1, 5), (1, 1), (1, 3), (1, 3)]));
        Assert.Equal("Seasons 1, 2, 3 episodes: S01E10, S02E01-E02", Figures.Episodes([(1, 10), (2, 1), (2, 2)]));
        var odd = Figures.Episodes(Enumerable.Range(1, 40).Select(n => (1, n * 2)));
        Assert.EndsWith("E16 and 32 more", odd, StringComparison.Ordinal);
    }

    private static Prose Fill(string text, params (string Name, string Value)[] values) =>
        TemplateReader
            .Read(text, Places, Assert.Fail)
            .Fill(name => values.FirstOrDefault(v => v.Name == name).Value is { } value ? Prose.Of(value) : null);
}
