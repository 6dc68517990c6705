using System.Net.Http.Json;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Players;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Notifications;

/// <summary>From a webhook to all who see and hear of it, by the real way to each of them.</summary>
[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed class JourneyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_import_comes_to_all_players_and_channels_but_the_dead_the_slow_and_the_one_that_wants_rest()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies, host.Shows);
        await using var jellyfin = new FakeJellyfin(host.Movies, host.Shows);
        await using var kodi = new FakeKodi(host.Movies, host.Shows);
        await using var emby = new FakeEmby(host.Movies, host.Shows) { Mood = Mood.Silent };
        foreach (var player in new FakePlayer[] { plex, jellyfin, kodi, emby })
            await player.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token });
        await host.AddAsync("jellyfin", jellyfin, new { api_key = jellyfin.ApiKey });
        await host.AddAsync("kodi", kodi, new { });
        await host.AddAsync("emby", emby, new { api_key = emby.ApiKey });
        await using var receivers = await ReceiversAsync(host);
        var slow = new Slow();
        receivers.Gotify.Always = slow;
        receivers.Discord.Always = FakeReceiver.TooOften(
            """{"message":"You are being rate limited.","retry_after":900.5,"global":false}"""
        );

        await host.ImportMovieAsync("Film <b>&amp; *more* (2021)");

        await PlayersHost.UntilAsync(() => new FakePlayer[] { plex, jellyfin, kodi }.All(p => p.Items.Count == 1));
        await PlayersHost.UntilAsync(() =>
            new FakeReceiver[] { receivers.Telegram, receivers.Slack, receivers.Hook }.All(r => !r.Seen.IsEmpty)
        );
        await PlayersHost.UntilAsync(() => slow.HasBegun && receivers.Discord.Calls == 1);
        foreach (var receiver in new FakeReceiver[] { receivers.Telegram, receivers.Slack, receivers.Hook })
        {
            var seen = Assert.Single(receiver.Seen).All;
            Assert.Contains("Movie Synced", seen, StringComparison.Ordinal);
            Assert.Contains("Film <b>&amp; *more* (2021)", seen.Replace("\u200B", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        receivers.Gotify.Always = null;
        slow.End.SetResult();
        await PlayersHost.UntilAsync(async () => await StateAsync(host, "gotify") == "sent");
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

    private static async Task<Six> ReceiversAsync(PlayersHost host)
    {
        var six = await Six.StartAsync();
        await AddAsync(host, "telegram", Of(six.Telegram));
        await AddAsync(host, "slack", new { webhook_url = six.Slack.Webhook });
        await AddAsync(host, "webhook", new { url = six.Hook.Address });
        await AddAsync(host, "gotify", new { url = six.Gotify.Server, token = six.Gotify.Token });
        await AddAsync(host, "discord", new { webhook_url = six.Discord.Webhook });
        await AddAsync(host, "ntfy", new { url = six.Nobody, topic = "home" });
        return six;
    }

    private static async Task AddAsync(PlayersHost host, string kind, object options)
    {
        using var answer = await host.Doors.Client.PostAsJsonAsync(
            "/members/channels",
            new
            {
                name = kind,
                kind,
                options,
            },
            Ct
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Takes a message and answers when it is let.</summary>
    private sealed class Slow : IResult
    {
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public bool HasBegun { get; private set; }

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            HasBegun = true;
            await End.Task;
            await httpContext.Response.WriteAsJsonAsync(new { id = 1 }, Ct);
        }
    }

    private sealed record Six(FakeTelegram Telegram, FakeSlack Slack, HookReceiver Hook, FakeGotify Gotify, FakeDiscord Discord, Uri Nobody)
        : IAsyncDisposable
    {
        public static async Task<Six> StartAsync()
        {
            Uri nobody;
            await using (var gone = await FakeReceiver.StartAsync<FakeNtfy>())
                nobody = gone.Address;
            return new Six(
                await FakeReceiver.StartAsync<FakeTelegram>(),
                await FakeReceiver.StartAsync<FakeSlack>(),
                await FakeReceiver.StartAsync<HookReceiver>(),
                await FakeReceiver.StartAsync<FakeGotify>(),
                await FakeReceiver.StartAsync<FakeDiscord>(),
                nobody
            );
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var one in new FakeReceiver[] { Telegram, Slack, Hook, Gotify, Discord })
                await one.DisposeAsync();
        }
    }
}
