using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Players;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Players;

/// <summary>Of a player that cannot be told what arrives the owner hears, once; and once that it is back.</summary>
[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed class BrokenPlayerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F01_F03_one_that_does_not_answer_for_long_is_told_of_once_and_once_that_it_is_back()
    {
        await using var host = await PlayersHost.StartAsync(more: Impatient);
        await using var hook = await ListenAsync(host);
        await using var plex = new FakePlex(host.Movies) { Mood = Mood.Broken };
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token });

        await host.DeliverAsync("Film (2021)");
        await host.DeliverAsync("Other (2022)", id: 2);
        await PlayersHost.UntilAsync(async () => (await host.AskAsync("SELECT name FROM job_gates WHERE name = 'player:plex'")).Count == 1);
        await host.Doors.Get<PlayerWatch>().LookAsync(Ct);
        await host.Doors.Get<PlayerWatch>().LookAsync(Ct);
        await PlayersHost.UntilAsync(() => hook.Seen.Count == 1);

        Assert.StartsWith("Plex 'plex' cannot be told what arrives.\n", hook.Seen.First().Text, StringComparison.Ordinal);
        Assert.Contains("answered 500", hook.Seen.First().Text, StringComparison.Ordinal);
        Assert.Contains("answered 500", await BrokenAsync(host, "plex"), StringComparison.Ordinal);
        var problems = (await host.Doors.GetAsync("/health")).GetProperty("problems").EnumerateArray().Select(p => p.GetString()!);
        Assert.Contains("The player 'plex' cannot be told: ", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Contains("couriarr_players_broken 1", await host.Doors.Client.GetStringAsync("/metrics", Ct), StringComparison.Ordinal);

        plex.Mood = Mood.Well;
        await PlayersHost.UntilAsync(() => hook.Seen.Count == 2);

        await PlayersHost.UntilAsync(() => host.Seen.Available.Count == 2);
        Assert.Equal(2, plex.Calls("GET /library/sections/1/refresh").Count());
        Assert.StartsWith("Plex 'plex' can be told again, after ", hook.Seen.Last().Text, StringComparison.Ordinal);
        Assert.Null(await BrokenAsync(host, "plex"));
        Assert.Equal(["receiver-broken", "receiver-back"], hook.Seen.Select(seen => seen.Sent["event"]!.GetValue<string>()));
    }

    [Fact]
    public async Task F04_one_that_refuses_our_key_is_told_of_once_and_once_that_it_takes_the_new_one()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var hook = await ListenAsync(host);
        await using var jellyfin = new FakeJellyfin(host.Movies);
        await jellyfin.StartAsync();
        await host.AddAsync("jellyfin", jellyfin, new { api_key = "an-old-key" });

        await host.DeliverAsync("Film (2021)");
        await PlayersHost.UntilAsync(async () => hook.Seen.Count == 1 && await BrokenAsync(host, "jellyfin") is not null);
        Assert.Contains("Its key or password is not accepted", await BrokenAsync(host, "jellyfin"), StringComparison.Ordinal);
        await host.RushAsync("notify-jellyfin");

        var options = new
        {
            url = jellyfin.Address,
            api_key = jellyfin.ApiKey,
            settle = "0s",
            paths = new Dictionary<string, string> { [host.At("")] = "/media" },
        };
        using var answer = await host.Doors.Client.PutAsJsonAsync("/members/players/jellyfin", new { options, version = "*" }, Ct);
        answer.EnsureSuccessStatusCode();
        await PlayersHost.UntilAsync(async () =>
        {
            await host.RushAsync("notify-jellyfin");
            return hook.Seen.Count == 2;
        });

        Assert.Equal(["receiver-broken", "receiver-back"], hook.Seen.Select(seen => seen.Sent["event"]!.GetValue<string>()));
        Assert.Null(await BrokenAsync(host, "jellyfin"));
    }

    [Fact]
    public async Task F02_one_that_says_too_often_is_asked_when_it_wants_to_be_and_not_called_broken()
    {
        await using var host = await PlayersHost.StartAsync(more: services =>
        {
            Impatient(services);
            services.Configure<JobsOptions>(jobs => jobs.BreakAfter = 2);
        });
        await using var plex = new FakePlex(host.Movies) { Mood = Mood.TooOften };
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token });

        await host.DeliverAsync("Film (2021)");
        await host.UntilItSaysAsync("notify-plex", "answered 429");
        await PlayersHost.UntilAsync(() => plex.Refused.Count >= 4);

        var job = await host.UntilItSaysAsync("notify-plex", "answered 429");
        Assert.Equal((JobState.Scheduled, 0), (job.State, job.RetryCount));
        Assert.Empty(await host.AskAsync("SELECT name FROM job_gates"));
        // It wants a second; without that it would be asked again at once.
        var refused = plex.Refused.ToList();
        Assert.All(refused.Skip(1).Zip(refused), pair => Assert.True(Stopwatch.GetElapsedTime(pair.Second, pair.First).TotalSeconds > 0.9));
        plex.Mood = Mood.Well;
        await PlayersHost.UntilAsync(() => !host.Seen.Available.IsEmpty);
    }

    [Fact]
    public async Task Of_one_that_was_disabled_nobody_hears_that_it_is_back()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var hook = await ListenAsync(host);
        await using var plex = new FakePlex(host.Movies);
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = "an-old-token" });
        await host.DeliverAsync("Film (2021)");
        await PlayersHost.UntilAsync(async () => await BrokenAsync(host, "plex") is not null);

        (await host.Doors.PostAsync("/members/players/plex/disable")).EnsureSuccessStatusCode();
        await host.Doors.Get<PlayerWatch>().LookAsync(Ct);

        Assert.Null(await BrokenAsync(host, "plex"));
        Assert.Empty(await host.AskAsync("SELECT player FROM broken_players"));
        Assert.DoesNotContain("receiver-back", await host.AskAsync("SELECT event FROM notices"));
    }

    private static void Impatient(IServiceCollection services) =>
        services.Configure<JobsOptions>(jobs => jobs.Retries["notify-plex"] = RetryPolicy.Flat(10, TimeSpan.FromMilliseconds(50)));

    private static async Task<HookReceiver> ListenAsync(PlayersHost host)
    {
        var hook = await FakeReceiver.StartAsync<HookReceiver>();
        using var answer = await host.Doors.Client.PostAsJsonAsync(
            "/members/channels",
            new
            {
                name = "hook",
                kind = "webhook",
                options = new { url = hook.Address, events = new[] { "receiver-broken", "receiver-back" } },
            },
            Ct
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return hook;
    }

    private static async Task<string?> BrokenAsync(PlayersHost host, string name)
    {
        var member = await host.Doors.GetAsync($"/members/players/{name}");
        return member.TryGetProperty("broken", out var why) && why.ValueKind is JsonValueKind.String ? why.GetString() : null;
    }
}
