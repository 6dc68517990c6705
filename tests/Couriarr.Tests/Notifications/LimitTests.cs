using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Writing;
using Couriarr.Jobs;
using Couriarr.Neighbours.Receivers;

namespace Couriarr.Tests.Notifications;

/// <summary>What is particular to each receiver: what it counts, how it looks, and how it says no.</summary>
[Trait("family", "announce")]
public sealed class LimitTests
{
    [Fact]
    public async Task Pushover_gets_characters_and_not_bytes_and_rings_for_what_is_critical()
    {
        await using var pushover = await FakeReceiver.StartAsync<FakePushover>();
        await using var rig = new ChannelRig();
        var notice = ChannelRig.Notice("Heat", string.Concat(Enumerable.Repeat("🎬", 2000))) with { Severity = Severity.Critical };

        await rig.TellAsync("pushover", Line.To(pushover) with { Device = "phone" }, notice);

        var seen = Assert.Single(pushover.Seen);
        Assert.Equal((1024, '…'), (Wording.Characters(seen.Text), seen.Text[^1]));
        Assert.Equal(("1", "phone"), (seen.Sent["priority"]!.GetValue<string>(), seen.Sent["device"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("user", "wrong-user", "right-token")]
    [InlineData("token", "right-user", "wrong-token")]
    public async Task A_key_that_Pushover_does_not_know_is_the_members_fault(string what, string user, string token)
    {
        await using var pushover = await FakeReceiver.StartAsync<FakePushover>();
        await using var rig = new ChannelRig();
        var options = Line.To(pushover) with { UserKey = new Secret(user), ApiToken = new Secret(token) };

        var failure = Assert.IsType<BlockedException>(await rig.FailureAsync("pushover", options));

        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ntfy_gets_bytes_and_its_login()
    {
        await using var ntfy = await FakeReceiver.StartAsync<FakeNtfy>();
        await using var rig = new ChannelRig();
        var options = new NtfyOptions { Url = ntfy.Address, Topic = "home" };

        ntfy.Authorization = "Bearer tk_1";
        await rig.TellAsync("ntfy", options with { Token = new Secret("tk_1") }, ChannelRig.Notice("Amélie", new string('é', 5000)));
        ntfy.Authorization = "Basic bWU6csO2";
        await rig.TellAsync(
            "ntfy",
            options with
            {
                Username = "me",
                Password = new Secret("rö"),
            },
            ChannelRig.Notice("x", new string('"', 5000))
        );

        Assert.Equal(["Amélie", "x"], ntfy.Seen.Select(seen => seen.Title));
        Assert.InRange(Wording.Bytes(ntfy.Seen.First().Text), 4093, 4096);
        Assert.IsType<BlockedException>(await rig.FailureAsync("ntfy", options with { Token = new Secret("tk_2") }));
    }

    [Fact]
    public async Task Gotify_may_lie_below_a_path_and_keeps_the_token_out_of_the_address()
    {
        await using var gotify = await FakeReceiver.StartAsync<FakeGotify>();
        await using var rig = new ChannelRig();
        var options = new GotifyOptions { Url = gotify.Server, Token = new Secret(gotify.Token) };

        await rig.TellAsync(
            "gotify",
            options,
            ChannelRig.Notice("Heat", "") with
            {
                Link = new("https://c.lan/1"),
                Poster = new("https://i.lan/p"),
            }
        );

        var seen = Assert.Single(gotify.Seen);
        Assert.Equal("Heat", seen.Text);
        Assert.Equal(
            """{"client::notification":{"click":{"url":"https://c.lan/1"},"bigImageUrl":"https://i.lan/p"}}""",
            seen.Sent["extras"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Slack_gets_a_header_a_section_and_a_picture()
    {
        await using var slack = await FakeReceiver.StartAsync<FakeSlack>();
        await using var rig = new ChannelRig();
        var options = new SlackOptions { WebhookUrl = new Secret(slack.Webhook.ToString()) };
        var body = new Prose([new Phrase("4K", Emphasis.Bold), new Phrase(" <!channel> & more")]);

        await rig.TellAsync(
            "slack",
            options,
            ChannelRig.Notice(Prose.Of("Heat"), body) with
            {
                Poster = new("https://i.lan/p"),
                Link = new("https://c.lan/1"),
            }
        );

        var seen = Assert.Single(slack.Seen);
        Assert.Equal(("Heat", "4K <!channel> & more\nhttps://c.lan/1", false), (seen.Title, seen.Text, seen.Called));
        Assert.Equal(
            "*4K* &lt;!channel&gt; &amp; more\n<https://c.lan/1|https://c.lan/1>",
            seen.Sent["blocks"]![1]!["text"]!["text"]!.GetValue<string>()
        );
    }

    [Theory]
    [InlineData(403, "invalid_token", true)]
    [InlineData(404, "no_service", true)]
    [InlineData(410, "channel_is_archived", true)]
    [InlineData(400, "invalid_payload", false)]
    public async Task Slack_says_no_in_a_word(int status, string word, bool isBroken)
    {
        await using var slack = await FakeReceiver.StartAsync<FakeSlack>();
        await using var rig = new ChannelRig();
        slack.Always = FakeReceiver.Refuses(status, word);

        var failure = await rig.FailureAsync("slack", new SlackOptions { WebhookUrl = new Secret(slack.Webhook.ToString()) });

        Assert.Equal(isBroken ? typeof(BlockedException) : typeof(PermanentException), failure!.GetType());
        Assert.Contains($"{status}: {word}.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Matrix_shows_a_notice_once_however_often_it_is_sent_and_calls_nobody()
    {
        await using var matrix = await FakeReceiver.StartAsync<FakeMatrix>();
        await using var rig = new ChannelRig();
        for (var i = 0; i < 3; i++)
            await rig.TellAsync("matrix", Line.To(matrix), ChannelRig.Notice("@room <b>"));

        var seen = Assert.Single(matrix.Seen);
        Assert.Equal(("@room <b>\nIt is there.", 3, false), (seen.Title, matrix.Calls, seen.Called));
        Assert.Equal("<strong>@room &lt;b&gt;</strong><br>\nIt is there.", seen.Sent["formatted_body"]!.GetValue<string>());
    }
}
