using System.Net;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Players;

/// <summary>What can be found out about a player by asking it.</summary>
[Trait("family", "announce")]
public sealed class DiscoverTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_kind_tells_its_libraries_and_is_given_our_folders_names()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies, host.Shows);
        await using var jellyfin = new FakeJellyfin(host.Movies);
        await using var kodi = new FakeKodi(host.Library("movie", "smb://nas/media/movies"));
        foreach (var player in new FakePlayer[] { plex, jellyfin, kodi })
            await player.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token });
        await host.AddAsync("jellyfin", jellyfin, new { api_key = jellyfin.ApiKey });
        await host.AddAsync("kodi", kodi, new { });
        var ours = Path.GetDirectoryName(host.At("movies"))!;

        var found = await host.Doors.GetAsync("/players/plex/discover");
        Assert.Equal(
            """[{"path":"/media/movies","library":"movie","id":"1","type":"movie"},{"path":"/media/tv","library":"tv","id":"2","type":"tv"}]""",
            found.GetProperty("roots").ToString()
        );
        Assert.Equal($$"""[{"from":"{{ours}}","to":"/media"}]""", found.GetProperty("proposals").ToString());

        found = await host.Doors.GetAsync("/players/jellyfin/discover");
        Assert.Equal($"[\"{host.At("tv")}\"]", found.GetProperty("strangers").ToString());

        found = await host.Doors.GetAsync("/players/kodi/discover");
        Assert.Contains("smb://nas/media", found.GetProperty("proposals").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_it_cannot_be_asked_is_the_answer()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies);
        await plex.StartAsync();
        await host.AddAsync("plex", plex, new { token = "wrong" });

        using var refused = await host.Doors.Client.GetAsync("/players/plex/discover", Ct);
        using var nobody = await host.Doors.Client.GetAsync("/players/attic/discover", Ct);

        Assert.Equal((HttpStatusCode.BadGateway, HttpStatusCode.NotFound), (refused.StatusCode, nobody.StatusCode));
        Assert.Contains("key or password is not accepted", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("There are: plex.", await nobody.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_kind_is_tried_by_its_own_handshake()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies);
        await using var jellyfin = new FakeJellyfin(host.Movies);
        await using var emby = new FakeEmby(host.Movies);
        await using var kodi = new FakeKodi(host.Movies) { Username = "kodi", Password = "kodi-word" };
        foreach (var player in new FakePlayer[] { plex, jellyfin, emby, kodi })
            await player.StartAsync();
        await host.AddAsync("plex", plex, new { token = plex.Token });
        await host.AddAsync("jellyfin", jellyfin, new { api_key = jellyfin.ApiKey });
        await host.AddAsync("emby", emby, new { api_key = emby.ApiKey });
        await host.AddAsync("kodi", kodi, new { username = "kodi", password = "kodi-word" });

        foreach (var name in new[] { "plex", "jellyfin", "emby", "kodi" })
        {
            using var answer = await host.Doors.PostAsync($"/members/players/{name}/test");
            Assert.Contains("\"result\":\"ok\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }
}
