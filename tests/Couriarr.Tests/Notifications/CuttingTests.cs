using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Writing;

namespace Couriarr.Tests.Notifications;

/// <summary>What is too long is cut where nobody is hurt: never in a character, an entity or a mark.</summary>
[Trait("family", "announce")]
public sealed class CuttingTests
{
    private const string Family = "👨‍👩‍👧‍👦";

    [Fact]
    public void What_fits_stays_as_it_is()
    {
        var prose = Prose.Of("Heat");
        Assert.Same(prose, prose.Cut(p => p.Plain.Length <= 4));
    }

    [Theory]
    [InlineData("Heat (1995)", 6, "Heat …")]
    [InlineData("ab🎬cd", 4, "ab…")]
    [InlineData("ab🎬cd", 5, "ab🎬…")]
    [InlineData("a" + Family + "b", 11, "a…")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    [InlineData("Heat", 1, "…")]
    public void F08_it_is_cut_between_what_people_see_as_characters(string text, int limit, string cut) =>
        Assert.Equal(cut, Prose.Of(text).Cut(p => p.Plain.Length <= limit).Plain);

    [Fact]
    public void F08_a_single_character_that_is_too_long_is_cut_within_but_not_within_a_half()
    {
        var zalgo = "a" + string.Concat(Enumerable.Repeat("\u0301", 50));
        Assert.Equal(zalgo[..9] + "…", Prose.Of(zalgo).Cut(p => p.Plain.Length <= 10).Plain);
        Assert.Equal("👨‍…", Prose.Of(Family).Cut(p => p.Plain.Length <= 4).Plain);
    }

    [Fact]
    public void F08_the_measure_is_the_receivers()
    {
        var prose = Prose.Of("äöü🎬x");
        Assert.Equal("äö…", prose.Cut(p => Wording.Bytes(p.Plain) <= 8).Plain);
        Assert.Equal("äöü…", prose.Cut(p => Wording.Characters(p.Plain) <= 4).Plain);
    }

    [Fact]
    public void F08_marks_are_closed_around_what_is_left()
    {
        var prose = new Prose([new Phrase("Tom & Jerry", Emphasis.Bold), new Phrase(" is there")]);
        var cut = prose.Cut(p => p.Plain.Length <= 7);
        Assert.Equal("<b>Tom &amp; </b>…".Replace(" </b>", "</b> ", StringComparison.Ordinal), Markup.Telegram.Write(cut));
    }

    [Fact]
    public void Parts_end_with_lines()
    {
        var prose = new Prose([new Phrase("one\ntwo\n", Emphasis.Bold), new Phrase("three\nfour")]);
        var parts = prose.Split(p => p.Plain.Length <= 9, most: 5);
        Assert.Equal(["one\ntwo", "three", "four"], parts.Select(p => p.Plain));
        Assert.Equal("<b>one</b>\n<b>two</b>", Markup.Telegram.Write(parts[0]));
    }

    [Fact]
    public void A_line_that_is_too_long_is_broken_and_what_is_beyond_the_last_part_is_cut_off() =>
        Assert.Equal(["abcd", "efgh", "ijk…"], Prose.Of("abcdefghijklmnop").Split(p => p.Plain.Length <= 4, most: 3).Select(p => p.Plain));

    [Fact]
    public void Control_characters_and_halves_of_characters_are_no_text()
    {
        var notice = ChannelRig.Notice("He\0at\r\nX-Evil: 1\ud83c", "a\r\nb\rc\u001b[31m").Tidy();
        Assert.Equal(("Heat X-Evil: 1\uFFFD", "a\nb\nc[31m"), (notice.Title.Plain, notice.Body.Plain));
        Assert.Equal("delivered", ChannelRig.Notice(" \n").Tidy().Title.Plain);
    }

    [Theory]
    [InlineData("A :smile: B", "A \u200B:\u200Bsmile: B", "A :\u200Bsmile: B")]
    [InlineData(":a:b:", "\u200B:\u200Ba\u200B:\u200Bb:", ":\u200Ba:\u200Bb:")]
    [InlineData("Dune: Part 2 http://x.lan", "Dune: Part 2 http://x.lan", "Dune: Part 2 http://x.lan")]
    public void In_Slack_no_picture_is_read_out_of_a_title(string title, string text, string plain) =>
        Assert.Equal((text, plain), (Markup.Slack.Write(Prose.Of(title)), Markup.SlackPlain(title)));

    [Theory]
    [InlineData("gotify")]
    [InlineData("apprise")]
    public async Task A_title_is_cut_where_the_receiver_has_no_limit_of_its_own(string kind)
    {
        await using var rig = new ChannelRig();
        object options = kind == "gotify" ? new GotifyOptions() : new AppriseOptions();
        var title = Assert.Single(rig.Write(kind, options, ChannelRig.Notice(new string('é', 1000))))["title"]!.GetValue<string>();
        Assert.Equal(new string('é', 249) + "…", title);
    }

    [Fact]
    public void Every_markup_marks_in_its_own_way()
    {
        var prose = new Prose([
            new Phrase("a ", Emphasis.Bold),
            new Phrase("b", Emphasis.Italic),
            new Phrase("c", Emphasis.Code),
            new Phrase("d") { Link = new Uri("https://x.lan/?a=1&b=2") },
        ]);
        Assert.Equal("a bcd", Markup.Plain.Write(prose));
        Assert.Equal("<b>a</b> <i>b</i><code>c</code><a href=\"https://x.lan/?a=1&amp;b=2\">d</a>", Markup.Telegram.Write(prose));
        Assert.Equal("**a** *b*`c`d", Markup.Discord.Write(prose));
        Assert.Equal("*a* _b_`c`<https://x.lan/?a=1&amp;b=2|d>", Markup.Slack.Write(prose));
        Assert.Equal("x<br>\ny", Markup.Html.Write(Prose.Of("x\ny")));
    }
}
