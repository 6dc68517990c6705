using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Players;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Notifications;

/// <summary>A season of which Sonarr tells episode by episode, from its webhooks to what people get.</summary>
[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed class SeasonTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F06_ten_episodes_that_come_some_seconds_apart_are_one_message_on_each_channel()
    {
        var clock = new MovedClock(start: null);
        await using var host = await PlayersHost.StartAsync(more: services => services.AddSingleton<TimeProvider>(clock));
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await AddAsync(host, telegram, hook);

        for (var episode = 1; episode <= 10; episode++)
        {
            await host.ImportEpisodeAsync("Show", episode);
            await UntilToldAsync(host, episode);
            clock.Forward(TimeSpan.FromSeconds(5));
        }
        clock.Forward(TimeSpan.FromMinutes(2));
        await PlayersHost.UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices")) is ["sent"]);

        Assert.Contains("Season 1, 10 episodes: S01E01-E10", Assert.Single(telegram.Seen).All, StringComparison.Ordinal);
        Assert.Contains("Season 1, 10 episodes: S01E01-E10", Assert.Single(hook.Seen).All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F06_a_pack_of_200_episodes_as_single_webhooks_is_one_message_on_each_channel()
    {
        var clock = new MovedClock(start: null);
        await using var host = await PlayersHost.StartAsync(more: services => services.AddSingleton<TimeProvider>(clock));
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await AddAsync(host, telegram, hook);

        await host.ImportSeasonAsync("Show", 200);
        for (var episodes = 10; episodes <= 200; episodes += 10)
            await UntilToldAsync(host, episodes);
        clock.Forward(TimeSpan.FromMinutes(2));
        await PlayersHost.UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices")) is ["sent"]);

        Assert.Contains("Season 1, 200 episodes: S01E01-E200", Assert.Single(telegram.Seen).All, StringComparison.Ordinal);
        Assert.Contains("Season 1, 200 episodes: S01E01-E200", Assert.Single(hook.Seen).All, StringComparison.Ordinal);
    }

    // Whatever came together is one notice; the files tell how many came.
    private static Task UntilToldAsync(PlayersHost host, int episodes) =>
        PlayersHost.UntilAsync(async () =>
        {
            foreach (var channel in new[] { "family", "hook" })
            {
                var notices = await host.AskAsync($"SELECT content FROM notices WHERE channel = '{channel}'");
                if (notices.Sum(FilesOf) < episodes)
                    return false;
            }
            // One that still reckons when to come back would do so from where the clock is put forward to.
            return await host.AskAsync("SELECT type FROM job_queue WHERE lane = 'notify' AND state IN ('waiting', 'running')") is [];
        });

    private static int FilesOf(string notice) =>
        JsonNode.Parse(notice)!["facts"]?["files"]?.GetValue<string>() is { } files ? int.Parse(files, CultureInfo.InvariantCulture) : 1;

    private static async Task AddAsync(PlayersHost host, FakeTelegram telegram, HookReceiver hook)
    {
        object[] channels =
        [
            new
            {
                name = "family",
                kind = "telegram",
                options = new
                {
                    bot_token = telegram.Token,
                    chat_id = telegram.Chat,
                    api_url = telegram.Address,
                },
            },
            new
            {
                name = "hook",
                kind = "webhook",
                options = new { url = hook.Address },
            },
        ];
        foreach (var channel in channels)
        {
            using var answer = await host.Doors.Client.PostAsJsonAsync("/members/channels", channel, Ct);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }
    }
}
