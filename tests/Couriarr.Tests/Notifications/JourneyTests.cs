using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Players;

namespace Couriarr.Tests.Notifications;

/// <summary>From a webhook to all who see and hear of it, by the real way to each of them.</summary>
[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed partial class JourneyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_import_comes_to_all_players_and_channels_but_the_dead_the_slow_and_the_one_that_wants_rest()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var players = await Four.StartAsync(host);
        await using var receivers = await ReceiversAsync(host);
        var slow = new Slow();
        receivers.Gotify.Always = slow;
        receivers.Discord.Always = FakeReceiver.TooOften(
            """{"message":"You are being rate limited.","retry_after":900.5,"global":false}"""
        );

        await host.ImportMovieAsync("Film <b>&amp; *more* (2021)");

        // They stay as they are until all others have theirs.
        await players.Slow.Holds.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await PlayersHost.UntilAsync(() => slow.HasBegun && receivers.Discord.Calls == 1 && !players.Throttled.Refused.IsEmpty);
        await PlayersHost.UntilAsync(() => players.Well.Items.Count == 1);
        await PlayersHost.UntilAsync(() => receivers.Well.All(r => !r.Seen.IsEmpty));
        Assert.False(players.IsOneOfTheIllTold);
        Assert.All(new FakeReceiver[] { receivers.Gotify, receivers.Discord }, receiver => Assert.Empty(receiver.Seen));
        foreach (var receiver in receivers.Well)
        {
            var seen = Assert.Single(receiver.Seen).All;
            Assert.Contains("Movie Synced", seen, StringComparison.Ordinal);
            Assert.Contains("Film <b>&amp; *more* (2021)", seen.Replace("\u200B", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        receivers.Gotify.Always = null;
        slow.End.SetResult();
        await players.RecoverAsync();
        await PlayersHost.UntilAsync(async () => await StateAsync(host, "gotify") == "sent");
        await PlayersHost.UntilAsync(async () =>
        {
            await host.RushAsync("notify-kodi");
            await host.RushAsync("notify-emby");
            return players.HaveAllBeenTold;
        });
        Assert.Equal(("waiting", "waiting"), (await StateAsync(host, "discord"), await StateAsync(host, "ntfy")));
        Assert.Equal(1, receivers.Discord.Calls);
    }

    [Fact]
    public async Task A_pack_of_200_episodes_is_one_message_on_each_channel_and_one_scan_of_each_player()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies, host.Shows);
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token });
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await AddAsync(host, "telegram", Of(telegram));
        await AddAsync(host, "webhook", new { url = hook.Address });

        await host.ImportPackAsync("Show", 200);

        await PlayersHost.UntilAsync(() => plex.Items.Count == 200);
        await PlayersHost.UntilAsync(() => !telegram.Seen.IsEmpty && !hook.Seen.IsEmpty);
        await PlayersHost.UntilAsync(async () =>
            await host.AskAsync("SELECT type FROM job_queue WHERE type LIKE 'notify-%' OR type = 'tell'") is []
        );
        Assert.Contains("S01E01-E200", Assert.Single(telegram.Seen).All, StringComparison.Ordinal);
        Assert.Single(hook.Seen);
        Assert.Single(plex.Calls("GET /library/sections/2/refresh"));
    }

    private static object Of(FakeTelegram telegram) =>
        new
        {
            bot_token = telegram.Token,
            chat_id = telegram.Chat,
            api_url = telegram.Address,
        };

    private static async Task<string> StateAsync(PlayersHost host, string channel) =>
        Assert.Single(await host.AskAsync($"SELECT state FROM notices WHERE channel = '{channel}'"));
}
