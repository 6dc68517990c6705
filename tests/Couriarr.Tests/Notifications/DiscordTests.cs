using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours.Receivers;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class DiscordTests
{
    [Theory]
    [InlineData(Severity.Info, 3447003)]
    [InlineData(Severity.Warning, 15844367)]
    [InlineData(Severity.Critical, 15158332)]
    public async Task A_Discord_embed_has_a_poster_a_link_and_the_colour_of_its_severity(Severity severity, int colour)
    {
        await using var discord = await FakeReceiver.StartAsync<FakeDiscord>();
        await using var rig = new ChannelRig();
        var notice = ChannelRig.Notice("Heat (1995)") with
        {
            Severity = severity,
            Poster = new("https://i.lan/p.jpg"),
            Link = new("https://c.lan/1"),
        };

        await rig.TellAsync("discord", Of(discord) with { Username = "Couriarr" }, notice);

        var sent = Assert.Single(discord.Seen).Sent;
        var embed = sent["embeds"]![0]!;
        Assert.Equal((colour, "2026-03-01T12:00:00.000Z"), (embed["color"]!.GetValue<int>(), embed["timestamp"]!.GetValue<string>()));
        Assert.Equal(
            ("https://i.lan/p.jpg", "https://c.lan/1"),
            (embed["thumbnail"]!["url"]!.GetValue<string>(), embed["url"]!.GetValue<string>())
        );
        Assert.Equal("Couriarr", sent["username"]!.GetValue<string>());
        Assert.Equal("""{"parse":[]}""", sent["allowed_mentions"]!.ToJsonString());
    }

    [Fact]
    public async Task F08_Discords_backslashes_count()
    {
        await using var discord = await FakeReceiver.StartAsync<FakeDiscord>();
        await using var rig = new ChannelRig();

        await rig.TellAsync("discord", Of(discord), ChannelRig.Notice(new string('*', 300), new string('_', 5000)));

        var embed = Assert.Single(discord.Seen).Sent["embeds"]![0]!;
        Assert.Equal((255, 4095), (embed["title"]!.GetValue<string>().Length, embed["description"]!.GetValue<string>().Length));
    }

    [Fact]
    public async Task A_thread_of_Discord_keeps_its_place_in_the_address()
    {
        await using var discord = await FakeReceiver.StartAsync<FakeDiscord>();
        await using var rig = new ChannelRig();
        await rig.TellAsync(
            "discord",
            new DiscordOptions { WebhookUrl = new Secret($"{discord.Webhook}?thread_id=9") },
            ChannelRig.Notice("Heat")
        );
        Assert.Single(discord.Seen);
    }

    private static DiscordOptions Of(FakeDiscord discord) => new() { WebhookUrl = new Secret(discord.Webhook.ToString()) };
}
