using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Doors;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Notifications;

/// <summary>What a message looks like before anybody is told it.</summary>
[Trait("family", "announce")]
public sealed class PreviewTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("telegram")]
    [InlineData("discord")]
    [InlineData("pushover")]
    [InlineData("ntfy")]
    [InlineData("gotify")]
    [InlineData("slack")]
    [InlineData("matrix")]
    [InlineData("apprise")]
    [InlineData("webhook")]
    [InlineData("command")]
    public async Task What_is_shown_is_what_is_sent_without_what_is_secret(string kind)
    {
        await using var line = await Line.OpenAsync(kind);
        await using var rig = new ChannelRig();
        var notice = ChannelRig.Notice("The *Glass* <Ferry> & Sons", new string('x', 3000) + "\n`_[x]_`") with
        {
            Link = new Uri("https://couriarr.lan/titles/1"),
            Poster = new Uri("https://i.lan/p.jpg"),
        };

        var shown = Assert.Single(rig.Write(kind, line.Options, notice));
        await rig.TellAsync(kind, line.Options, notice);

        var sent = (await line.SeeAsync()).Sent.DeepClone().AsObject();
        foreach (var secret in new[] { "token", "user" })
            if (kind == "pushover")
                Assert.True(sent.Remove(secret));
        Assert.True(JsonNode.DeepEquals(sent, shown), $"{shown.ToJsonString()}\n{sent.ToJsonString()}");
    }

    [Fact]
    public async Task A_long_message_is_shown_in_the_parts_in_which_Telegram_gets_it()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();
        var notice = ChannelRig.Notice("Digest", string.Join('\n', Enumerable.Repeat($"<{new string('x', 100)}>", 60)));

        var shown = rig.Write("telegram", Line.To(telegram), notice);
        await rig.TellAsync("telegram", Line.To(telegram), notice);

        Assert.Equal(2, shown.Count);
        Assert.Equal(telegram.Seen.Select(seen => seen.Sent.ToJsonString()), shown.Select(part => part.ToJsonString()));
    }

    [Fact]
    public async Task A_mail_is_shown_as_its_reader_sees_it()
    {
        await using var rig = new ChannelRig();
        var shown = Assert.Single(rig.Write("email", new EmailOptions(), ChannelRig.Notice("Amélie & co", "<b> ok")));

        Assert.Equal("Amélie & co", shown["subject"]!.GetValue<string>());
        Assert.Equal("Amélie & co\n\n<b> ok\n", shown["plain"]!.GetValue<string>());
        Assert.Contains("<h3>Amélie &amp; co</h3>\n<p>&lt;b&gt; ok</p>", shown["html"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_shows_it_for_a_channel_by_its_name()
    {
        var telegram = new TelegramOptions { BotToken = new("1:s3cret"), ChatId = "-1" };
        var den = new Member<ChannelTerms>("den", "telegram", new() { Enabled = false, Events = ["digest"] }, telegram);
        await using var host = await DoorsHost.StartAsync(
            options: new() { Channels = new Dictionary<string, Member<ChannelTerms>> { ["den"] = den } }
        );

        var (status, body) = await PreviewAsync(
            host,
            new
            {
                message = "delivered-movie",
                title = "New: {title}",
                channel = "den",
            }
        );
        var (none, sentence) = await PreviewAsync(host, new { message = "delivered-movie", channel = "dan" });

        Assert.Equal(200, status);
        var sent = Assert.Single(body.GetProperty("sent").EnumerateArray());
        Assert.StartsWith(
            "<b>New: The *Glass* Ferry &amp; Sons</b>\n<b>The *Glass* Ferry &amp; Sons</b> (2024)\nQuality: ",
            sent.GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("HTML", sent.GetProperty("parse_mode").GetString());
        Assert.DoesNotContain("s3cret", body.ToString(), StringComparison.Ordinal);
        Assert.Equal(404, none);
        Assert.Contains("There is no 'dan' among channels", sentence.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digest", "day")]
    [InlineData("mount-lost", "mapping", "side", "folder", "why")]
    [InlineData("not-visible", "title", "year", "instance", "player", "why", "work")]
    public async Task A_program_is_shown_those_facts_that_come_with_the_message_and_no_others(string message, params string[] facts)
    {
        var options = new WebhookOptions { Url = new("http://127.0.0.1:9/") };
        await using var host = await DoorsHost.StartAsync(
            options: new() { Channels = new Dictionary<string, Member<ChannelTerms>> { ["den"] = new("den", "webhook", new(), options) } }
        );

        var (_, body) = await PreviewAsync(host, new { message, channel = "den" });

        var sent = Assert.Single(body.GetProperty("sent").EnumerateArray());
        Assert.Equal(facts, sent.GetProperty("facts").EnumerateObject().Select(fact => fact.Name));
    }

    [Fact]
    public async Task The_door_shows_the_poster_and_the_link_of_what_is_about_a_title()
    {
        var options = new DiscordOptions { WebhookUrl = new("http://127.0.0.1:9/") };
        await using var host = await DoorsHost.StartAsync(
            options: new()
            {
                Channels = new Dictionary<string, Member<ChannelTerms>> { ["den"] = new("den", "discord", new(), options) },
                Server = new() { PublicUrl = new("https://couriarr.lan/") },
            }
        );

        var movie = await EmbedAsync(host, "delivered-movie");
        var mount = await EmbedAsync(host, "mount-lost");

        Assert.Equal("https://couriarr.lan/titles/radarr-hd:12/timeline", movie.GetProperty("url").GetString());
        Assert.StartsWith("https://", movie.GetProperty("thumbnail").GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.False(mount.TryGetProperty("url", out _) || mount.TryGetProperty("thumbnail", out _));
    }

    private static async Task<JsonElement> EmbedAsync(DoorsHost host, string message)
    {
        var (_, body) = await PreviewAsync(host, new { message, channel = "den" });
        return body.GetProperty("sent")[0].GetProperty("embeds")[0];
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a *b* _c_ `d` [e] {f} \\ g_h _")]
    [InlineData("two *lines\n\n[of] _it")]
    public void Read_as_a_template_what_is_marked_says_the_same(string value)
    {
        foreach (var emphasis in Enum.GetValues<Emphasis>())
        {
            var prose = new Prose([new Phrase("x "), new Phrase(value, emphasis), new Phrase(" y")]);
            var read = TemplateReader.Read(Previewed.Mark(prose), [], mistake => Assert.Fail(mistake)).Fill(_ => null);

            Assert.Equal(prose.Plain, read.Plain);
            // Emphasis ends with each line and begins again in the next.
            Assert.Equal(Marked(prose, emphasis), Marked(read, emphasis));
        }
    }

    private static string Marked(Prose prose, Emphasis emphasis) =>
        string.Concat(prose.Phrases.Where(phrase => phrase.Emphasis == emphasis).Select(phrase => phrase.Text.Replace("\n", "")));

    private static async Task<(int Status, JsonElement Body)> PreviewAsync(DoorsHost host, object wish)
    {
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(host.Client, "/messages/preview", wish, Ct);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement);
    }
}
