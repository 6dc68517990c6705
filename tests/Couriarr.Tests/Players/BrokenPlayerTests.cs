using System.Diagnostics;
using System.Net.Http.Json;
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
public sealed partial class BrokenPlayerTests
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
        await PlayersHost.UntilAsync(async () =>
        {
            await host.Doors.Get<PlayerWatch>().LookAsync(Ct);
            return hook.Seen.Count == 2;
        });

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
            await host.Doors.Get<PlayerWatch>().LookAsync(Ct);
            return hook.Seen.Count == 2;
        });

        Assert.Equal(["asked"], await host.AskAsync("SELECT state FROM player_files"));
        Assert.Equal(["receiver-broken", "receiver-back"], hook.Seen.Select(seen => seen.Sent["event"]!.GetValue<string>()));
        Assert.Null(await BrokenAsync(host, "jellyfin"));
    }

    [Fact]
    public async Task F04_one_that_lets_us_in_again_when_it_is_tried_is_told_what_waits_for_it()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var hook = await ListenAsync(host);
        await using var jellyfin = new FakeJellyfin(host.Movies);
        var key = jellyfin.ApiKey;
        jellyfin.ApiKey = "another";
        await jellyfin.StartAsync();
        await host.AddAsync("jellyfin", jellyfin, new { api_key = key });
        await host.DeliverAsync("Film (2021)");
        await PlayersHost.UntilAsync(async () => hook.Seen.Count == 1 && await BrokenAsync(host, "jellyfin") is not null);
        await host.UntilItSaysAsync("notify-jellyfin", "Its key or password is not accepted");

        jellyfin.ApiKey = key;
        (await host.Doors.PostAsync("/members/players/jellyfin/test")).EnsureSuccessStatusCode();

        await PlayersHost.UntilAsync(() => hook.Seen.Count == 2);
        Assert.Equal(["asked"], await host.AskAsync("SELECT state FROM player_files"));
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
    public async Task F03_a_Kodi_that_plays_when_it_is_asked_again_is_back_though_it_is_spared()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var hook = await ListenAsync(host);
        await using var kodi = new FakeKodi(host.Movies) { IsPlaying = true };
        await kodi.StartAsync();
        await host.AddAsync("kodi", kodi, new { });
        var now = TimeProvider.System.GetUtcNow();
        await host.Doors.Get<IJobStore>().CloseAsync(new Gate("player:kodi", "It failed.", now, now + TimeSpan.FromDays(1)), Ct);
        await host.Doors.Get<PlayerWatch>().LookAsync(Ct);
        await PlayersHost.UntilAsync(() => hook.Seen.Count == 1);
        await host.DeliverAsync("Film (2021)");
        await PlayersHost.UntilAsync(async () => (await host.JobsAsync("notify-kodi")).Any(job => job.State is JobState.Blocked));

        await host.Doors.Get<IJobStore>().CloseAsync(new Gate("player:kodi", "It failed.", now, now), Ct);
        await host.UntilItSaysAsync("notify-kodi", "Something plays");
        Assert.Empty(await host.AskAsync("SELECT name FROM job_gates"));
        await host.Doors.Get<PlayerWatch>().LookAsync(Ct);
        await PlayersHost.UntilAsync(() => hook.Seen.Count == 2);

        Assert.Equal(["receiver-broken", "receiver-back"], hook.Seen.Select(seen => seen.Sent["event"]!.GetValue<string>()));
        Assert.Null(await BrokenAsync(host, "kodi"));
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
}
