using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Players;

/// <summary>From a webhook to what can be watched, in four players.</summary>
[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed class JourneyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F01_one_import_comes_to_three_players_while_a_fourth_never_answers()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies, host.Shows);
        await using var jellyfin = new FakeJellyfin(host.Movies, host.Shows);
        await using var emby = new FakeEmby(host.Movies, host.Shows);
        await using var kodi = new FakeKodi(host.Movies, host.Shows) { Username = "kodi", Password = "kodi-word" };
        FakePlayer[] all = [plex, jellyfin, emby, kodi];
        foreach (var player in all)
            await player.StartAsync();
        emby.Mood = Mood.Silent;
        await host.AddAsync("plex", plex, new { token = plex.Token });
        await host.AddAsync("jellyfin", jellyfin, new { api_key = jellyfin.ApiKey });
        await host.AddAsync("emby", emby, new { api_key = emby.ApiKey });
        await host.AddAsync("kodi", kodi, new { username = "kodi", password = "kodi-word" });

        await host.ImportMovieAsync("Tom & Jerry #1 + co (2021)");
        const string File = "/media/movies/Tom & Jerry #1 + co (2021)/Tom & Jerry #1 + co (2021).mkv";
        await PlayersHost.UntilAsync(() => new FakePlayer[] { plex, jellyfin, kodi }.All(p => p.Items.Any(item => item.Path == File)));
        await PlayersHost.UntilAsync(() => host.Seen.Available.Count >= 2);

        Assert.Equal(
            "GET /library/sections/1/refresh?path=%2Fmedia%2Fmovies%2FTom%20%26%20Jerry%20%231%20%2B%20co%20%282021%29",
            Assert.Single(plex.Calls("GET /library/sections/1/refresh"))
        );
        Assert.Equal(["couriarr"], plex.Devices.Keys);
        Assert.Single(jellyfin.Calls("POST /Library/Refresh"));
        Assert.Contains(
            "Tom & Jerry #1 + co (2021)/\"",
            Assert.Single(kodi.Calls("VideoLibrary.Scan")).Replace("\\u0026", "&").Replace("\\u002B", "+"),
            StringComparison.Ordinal
        );
        Assert.Contains(host.Seen.Available, told => told.Player == "Plex 'plex'" && told.Took > TimeSpan.Zero);
        Assert.Contains(host.Seen.Available, told => told.Player == "Kodi 'kodi'");
        Assert.Equal("asked", Assert.Single(await host.AskAsync("SELECT state FROM player_files WHERE player = 'jellyfin'")));
        var timeline = (await host.Doors.GetAsync("/titles/radarr:1/timeline")).ToString();
        Assert.Contains("shows Tom \\u0026 Jerry #1", timeline, StringComparison.Ordinal);
        var metrics = await host.Doors.Client.GetStringAsync("/metrics", Ct);
        Assert.Contains("couriarr_time_to_watchable_seconds_count{kind=\"plex\"} 1", metrics, StringComparison.Ordinal);

        emby.Mood = Mood.Well;
        await PlayersHost.UntilAsync(() => emby.Updates.Any());
        Assert.Equal([$"Created {File}"], emby.Updates);
    }

    [Fact]
    public async Task A_season_that_comes_file_by_file_is_one_request_for_the_show()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies, host.Shows);
        await using var kodi = new FakeKodi(host.Movies, host.Shows);
        await plex.StartAsync();
        await kodi.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token, settle = "3s" });
        await host.AddAsync("kodi", kodi, new { settle = "3s" });

        await host.ImportSeasonAsync("Show", 12);
        await PlayersHost.UntilAsync(() => host.Seen.Available.Sum(told => told.Paths.Count) == 24);

        Assert.InRange(plex.Calls("GET /library/sections/2/refresh").Count(), 1, 2);
        Assert.InRange(kodi.Calls("VideoLibrary.Scan").Count(), 1, 2);
        Assert.All(kodi.Calls("VideoLibrary.Scan"), scan => Assert.Contains("\"/media/tv/Show/\"", scan, StringComparison.Ordinal));
        Assert.Equal(0, kodi.StoppedScans);
    }

    [Fact]
    public async Task What_is_renamed_upstream_has_its_new_name_in_the_player_and_only_that()
    {
        await using var host = await PlayersHost.StartAsync(new MirrorOptions { Renames = true });
        await using var kodi = new FakeKodi(host.Movies);
        await using var plex = new FakePlex(host.Movies);
        await kodi.StartAsync();
        await plex.StartAsync();
        await host.AddAsync("kodi", kodi, new { events = new[] { "imported", "renamed" } });
        await host.AddAsync("plex", plex, new { token = plex.Token, events = new[] { "imported" } });
        await host.ImportMovieAsync("Film (2021)");
        await PlayersHost.UntilAsync(() => host.Seen.Available.Count == 2);

        await host.RenameMovieFileAsync("Film (2021)", "Film (2021) Bluray-1080p");
        const string Renamed = "/media/movies/Film (2021)/Film (2021) Bluray-1080p.mkv";
        await PlayersHost.UntilAsync(() => kodi.Items is [{ Path: Renamed }]);
        await PlayersHost.UntilAsync(() => host.Seen.Available.Count == 3);

        Assert.Equal("Kodi 'kodi'", host.Seen.Available.Last().Player);
        Assert.Single(kodi.Calls("VideoLibrary.Clean"));
        // Who did not want to hear of renames was not asked.
        Assert.Single(plex.Calls("GET /library/sections/1/refresh"));
    }

    [Fact]
    public async Task What_is_deleted_upstream_goes_from_the_destination_and_from_the_player()
    {
        await using var host = await PlayersHost.StartAsync(new MirrorOptions { Deletes = true });
        await using var kodi = new FakeKodi(host.Movies);
        await kodi.StartAsync();
        await host.AddAsync("kodi", kodi, new { });
        await host.ImportMovieAsync("Film (2021)");
        await PlayersHost.UntilAsync(() => kodi.Items.Count == 1);

        await host.DeleteMovieFileAsync("Film (2021)");
        await PlayersHost.UntilAsync(() => kodi.Items.Count == 0);

        Assert.Single(kodi.Calls("VideoLibrary.Clean"));
    }
}
