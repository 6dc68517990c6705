using System.Net.Http.Json;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Players;

/// <summary>Plex, Jellyfin and Emby on good days and bad ones.</summary>
[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed class ServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jellyfin_scans_a_new_library_once_and_then_hears_of_all_changes_in_one_call()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var jellyfin = new FakeJellyfin(host.Movies, host.Shows) { Delay = TimeSpan.FromMilliseconds(200) };
        await jellyfin.StartAsync();
        await host.AddAsync("jellyfin", jellyfin, new { api_key = jellyfin.ApiKey, settle = "1s" });

        await host.DeliverAsync("First (2020)");
        await PlayersHost.UntilAsync(() => jellyfin.Items.Count == 1);
        Assert.Empty(jellyfin.Updates);

        await host.DeliverAsync("Second (2021)", id: 2);
        await host.DeliverAsync("Third (2022)", id: 3);
        await PlayersHost.UntilAsync(() => jellyfin.Items.Count == 3);

        Assert.Single(jellyfin.Calls("POST /Library/Refresh"));
        Assert.Single(jellyfin.Calls("POST /Library/Media/Updated"));
        Assert.Equal(
            ["Created /media/movies/Second (2021)/Second (2021).mkv", "Created /media/movies/Third (2022)/Third (2022).mkv"],
            jellyfin.Updates.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_series_and_a_file_that_are_known_are_refreshed_themselves_without_the_delay()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var emby = new FakeEmby(host.Movies, host.Shows);
        await emby.StartAsync();
        var show = PlayersHost.Show("Show");
        await host.DeliverAsync("Film (2021)");
        await host.DeliverAsync(show, ("tv/Show/Season 01/Show S01E01.mkv", false));
        emby.ScanAll();
        await host.AddAsync("emby", emby, new { api_key = emby.ApiKey });

        await host.DeliverAsync(show, ("tv/Show/Season 01/Show S01E02.mkv", false));
        await PlayersHost.UntilAsync(() => host.Seen.Available.Count == 1);
        await host.DeliverAsync("Film (2021)", replaced: true);
        await PlayersHost.UntilAsync(() => host.Seen.Available.Count == 2);

        Assert.Equal(2, emby.Calls("POST /Items/").Count());
        Assert.Empty(emby.Updates);
    }

    [Fact]
    public async Task F04_F13_a_key_that_is_refused_is_not_tried_again_until_it_is_changed()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies);
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = "an-old-token", visible_within = "1s" });

        await host.DeliverAsync("Film (2021)");
        await host.UntilItSaysAsync("notify-plex", "Its key or password is not accepted");
        await host.DeliverAsync("Other (2022)", id: 2);
        await PlayersHost.UntilAsync(() => host.Seen.Missing.Count == 2);
        Assert.Single(plex.Asked);
        Assert.All(host.Seen.Missing, told => Assert.Contains("Its key or password is not accepted", told.Why, StringComparison.Ordinal));

        var options = new
        {
            url = plex.Address,
            token = plex.Token,
            settle = "0s",
        };
        using var answer = await host.Doors.Client.PutAsJsonAsync("/members/players/plex", new { options, version = "*" }, Ct);
        answer.EnsureSuccessStatusCode();
        await host.RushAsync("notify-plex");
        await host.UntilItSaysAsync("notify-plex", "No movie library");
    }

    [Fact]
    public async Task F09_one_that_is_starting_is_asked_until_it_is_up()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies) { Mood = Mood.Starting };
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token });

        await host.DeliverAsync("Film (2021)");
        await host.UntilItSaysAsync("notify-plex", "answered 503");
        plex.Mood = Mood.Well;
        await PlayersHost.UntilAsync(() => !host.Seen.Available.IsEmpty);

        Assert.Single(plex.Calls("GET /library/sections/1/refresh"));
    }

    [Fact]
    public async Task F12_one_that_was_disabled_meanwhile_is_not_asked()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies);
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token, settle = "1h" });

        await host.DeliverAsync("Film (2021)");
        await PlayersHost.UntilAsync(async () => (await host.JobsAsync("notify-plex")).Count == 1);
        (await host.Doors.PostAsync("/members/players/plex/disable")).EnsureSuccessStatusCode();
        await host.RushAsync("notify-plex");
        var job = await host.UntilItSaysAsync("notify-plex", "is disabled");

        Assert.Equal(JobState.Skipped, job.State);
        Assert.Empty(plex.Asked);
        Assert.Equal("skipped", Assert.Single(await host.AskAsync("SELECT state FROM player_files")));
    }

    [Fact]
    public async Task What_a_player_has_no_name_for_is_a_clear_mistake_and_is_told()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies);
        await plex.StartAsync();
        await host.AddAsync(
            "plex",
            plex,
            new { token = plex.Token, paths = new Dictionary<string, string> { ["/elsewhere"] = "/media" } },
            hasPaths: false
        );

        await host.DeliverAsync("Film (2021)");
        var job = await host.UntilItSaysAsync("notify-plex", "Plex 'plex' has no name for");

        Assert.Equal(JobState.Dead, job.State);
        Assert.Contains("Add one to its 'paths'", Assert.Single(host.Seen.Missing).Why, StringComparison.Ordinal);
        Assert.Empty(plex.Asked);
    }

    [Fact]
    public async Task What_never_appears_is_asked_once_more_looked_for_everywhere_once_and_then_told_once()
    {
        await using var host = await PlayersHost.StartAsync();
        var others = Directory.CreateTempSubdirectory("couriarr-others-");
        LookingTests.Fill(others.FullName);
        await using var plex = new FakePlex(host.Movies with { Disk = others.FullName });
        plex.TakeIn("/media/movies");
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token, visible_within = "8s" });

        await host.DeliverAsync("Film (2021)");
        await PlayersHost.UntilAsync(() => !host.Seen.Missing.IsEmpty);

        Assert.Equal(2, plex.Calls("GET /library/sections/1/refresh").Count());
        Assert.Single(plex.Calls("GET /library/sections/1/all"), call => call.Contains("Start=200", StringComparison.Ordinal));
        Assert.Contains("does not have it", Assert.Single(host.Seen.Missing).Why, StringComparison.Ordinal);
        // It is told before it is noted: a crash between the two tells it twice rather than never.
        await PlayersHost.UntilAsync(async () => await host.AskAsync("SELECT state FROM player_files") is ["absent"]);
        others.Delete(recursive: true);
    }
}
