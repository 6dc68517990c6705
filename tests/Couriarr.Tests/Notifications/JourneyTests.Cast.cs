using System.Net.Http.Json;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Players;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Notifications;

/// <summary>Who takes part.</summary>
public sealed partial class JourneyTests
{
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
        public IEnumerable<FakeReceiver> Well => [Telegram, Slack, Hook];

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

    /// <summary>One player that is well, and one of each kind of trouble.</summary>
    private sealed record Four(FakePlex Well, FakeKodi Dead, FakeJellyfin Slow, FakeEmby Throttled) : IAsyncDisposable
    {
        // An Emby looks a minute later: that it was told is all that there is to see.
        private IEnumerable<bool> Told => [Dead.Items.Count == 1, Slow.Items.Count == 1, Throttled.Updates.Any()];

        private IReadOnlyList<FakePlayer> Ill => [Dead, Slow, Throttled];

        public bool IsOneOfTheIllTold => Told.Any(told => told);

        public bool HaveAllBeenTold => Told.All(told => told);

        public static async Task<Four> StartAsync(PlayersHost host)
        {
            var four = new Four(
                new FakePlex(host.Movies, host.Shows),
                new FakeKodi(host.Movies, host.Shows),
                new FakeJellyfin(host.Movies, host.Shows) { Mood = Mood.Slow },
                new FakeEmby(host.Movies, host.Shows) { Mood = Mood.TooOften }
            );
            foreach (var player in four.Ill.Prepend(four.Well))
                await player.StartAsync();
            await four.Dead.StopAsync();
            await host.AddAsync("plex", four.Well, new { token = four.Well.Token });
            await host.AddAsync("kodi", four.Dead, new { });
            await host.AddAsync("jellyfin", four.Slow, new { api_key = four.Slow.ApiKey });
            await host.AddAsync("emby", four.Throttled, new { api_key = four.Throttled.ApiKey });
            return four;
        }

        public async Task RecoverAsync()
        {
            Slow.Release.SetResult();
            Throttled.Mood = Mood.Well;
            await Dead.StartAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var player in Ill.Prepend(Well))
                await player.DisposeAsync();
        }
    }
}
