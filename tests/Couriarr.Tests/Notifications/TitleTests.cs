using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Writing;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Notifications;

/// <summary>Whatever a title holds, a person reads it as it is, on every channel.</summary>
[Trait("family", "announce")]
public sealed class TitleTests
{
    private static readonly string[] Titles =
    [
        .. "&<>\"'_*[]()~#|`+-={}.!\\@:%$^;,/?".Select(c => $"A {c} B{c}C {c}D{c} {c}{c}E{c}{c}"),
        "@everyone and @here",
        "<!channel> <@U123> <#C1|x> @room",
        "Tom & Jerry &amp; &lt;b&gt; &#39;",
        "M*A*S*H (1970) - [4K] {imdb-tt0066026}",
        "*batteries* _not_ ~included~ `here`",
        "**What/If** __x__ ||spoiler|| ```code```",
        "# not a heading",
        "> no quote",
        "- no list",
        "[link](https://evil.example)",
        "<a href=\"https://evil.example\">x</a>",
        "Amélie — Le Fabuleux Destin d’Amélie Poulain",
        "七人の侍",
        "مدينة \u200Fالله\u200E",
        "👨‍👩‍👧‍👦 Family 🎬🏳️‍🌈",
        "=?utf-8?B?aGVsbG8=?=",
        "Percent %41 plus + \\n",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => Line.Kinds;

    /// <summary>Telegram makes several of what is too long for one.</summary>
    public static TheoryData<string> OneMessage => [.. Line.Kinds.Select(row => row.Data).Where(kind => kind is not "telegram")];

    [Theory, MemberData(nameof(Kinds))]
    public async Task F08_titles_with_every_special_character_arrive_intact(string kind)
    {
        await using var rig = new ChannelRig();
        foreach (var titles in Titles.Concat(HostileTexts.All).Chunk(8))
        {
            await using var line = await Line.OpenAsync(kind);
            var text = string.Join(" / ", titles);
            var notice = ChannelRig.Notice("Heat", text, id: $"n{titles[0].GetHashCode(StringComparison.Ordinal)}").Tidy();

            await rig.TellAsync(kind, line.Options, notice, line.Certificate);

            var seen = await line.SeeAsync();
            Assert.Contains(Compact(notice.Body.Plain), Compact(seen.All), StringComparison.Ordinal);
            Assert.False(seen.Called);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F08_so_they_do_in_the_title_and_among_emphasis(string kind)
    {
        await using var rig = new ChannelRig();
        foreach (var title in Titles.Where((_, index) => index % 5 == 0 || index >= 32))
        {
            await using var line = await Line.OpenAsync(kind);
            var body = new Prose([
                new Phrase(title, Emphasis.Bold),
                new Phrase(" is "),
                new Phrase(title, Emphasis.Italic),
                new Phrase("\n"),
                new Phrase(title, Emphasis.Code),
            ]);
            var notice = ChannelRig.Notice(Prose.Of(title), body).Tidy() with { Id = $"n{title.GetHashCode(StringComparison.Ordinal)}" };

            await rig.TellAsync(kind, line.Options, notice, line.Certificate);

            var seen = await line.SeeAsync();
            Assert.Contains(Compact(title), Compact(seen.All), StringComparison.Ordinal);
            Assert.Contains(Compact(body.Plain), Compact(seen.All), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(OneMessage))]
    public async Task F08_four_thousand_emoji_are_cut_and_taken(string kind)
    {
        await using var line = await Line.OpenAsync(kind);
        await using var rig = new ChannelRig();
        var emoji = string.Concat(Enumerable.Repeat("🎬\"", 4000));

        await rig.TellAsync(kind, line.Options, ChannelRig.Notice(emoji, emoji), line.Certificate);

        var seen = await line.SeeAsync();
        Assert.DoesNotContain('\uFFFD', seen.All);
        Assert.All(seen.All.EnumerateRunes(), rune => Assert.True(System.Text.Rune.IsValid(rune.Value)));
    }

    // Lines may be broken elsewhere, a mail's lines end in their own way, and Slack gets spaces that nobody sees.
    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\u200B'));
}
