using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Players;
using Couriarr.Features.Players.Kinds;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Players;

/// <summary>What looking costs a player with a big library.</summary>
[Trait("family", "announce")]
public sealed class LookingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("jellyfin", false, 1)]
    [InlineData("jellyfin", true, 2)]
    [InlineData("emby", false, 1)]
    [InlineData("plex", false, 1)]
    [InlineData("plex", true, 2)]
    public async Task A_look_asks_for_the_newest_alone_and_a_thorough_one_for_all(string kind, bool isThorough, int pages)
    {
        await using var host = await PlayersHost.StartAsync();
        await using var player = Player(kind, host.Movies);
        await player.StartAsync();
        await host.DeliverAsync("Old film (1999)");
        player.TakeIn("/media/movies");
        Fill(host.At("movies"));
        player.TakeIn("/media/movies");
        await host.AddAsync(kind, player, Key(kind));
        var member = Assert.Single(await host.Doors.Get<MemberBook>().AllAsync<PlayerTerms>(Ct));
        player.Asked.Clear();

        var seen = await host.Doors.Get<Switchboard>().To(member).VisibleAsync(OldFilm(Change.Added), isThorough, Ct);

        Assert.Equal(isThorough, seen.Count == 1);
        Assert.Equal(pages, player.Asked.Count(call => call.Contains("Start", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("jellyfin")]
    [InlineData("emby")]
    [InlineData("plex")]
    public async Task What_was_replaced_is_found_by_its_title_however_old_it_is(string kind)
    {
        await using var host = await PlayersHost.StartAsync();
        await using var player = Player(kind, host.Movies);
        await player.StartAsync();
        await host.DeliverAsync("Old film (1999)");
        player.TakeIn("/media/movies");
        Fill(host.At("movies"));
        player.TakeIn("/media/movies");
        await host.AddAsync(kind, player, Key(kind));
        var member = Assert.Single(await host.Doors.Get<MemberBook>().AllAsync<PlayerTerms>(Ct));

        var seen = await host.Doors.Get<Switchboard>().To(member).VisibleAsync(OldFilm(Change.Replaced), isThorough: false, Ct);

        Assert.Single(seen);
    }

    [Theory]
    [InlineData("emby")]
    [InlineData("plex")]
    public async Task An_episode_that_was_replaced_is_found_in_its_series(string kind)
    {
        await using var host = await PlayersHost.StartAsync();
        await using var player = Player(kind, host.Shows);
        await player.StartAsync();
        await host.DeliverAsync(PlayersHost.Show("Show"), ("tv/Show/Season 01/Show S01E01.mkv", false));
        player.TakeIn("/media/tv");
        Directory.CreateDirectory(host.At("tv/Other"));
        Fill(host.At("tv/Other"));
        player.TakeIn("/media/tv");
        await host.AddAsync(kind, player, Key(kind));
        var member = Assert.Single(await host.Doors.Get<MemberBook>().AllAsync<PlayerTerms>(Ct));
        const string Path = "/media/tv/Show/Season 01/Show S01E01.mkv";
        var row = OldFilm(Change.Replaced).Rows.Single() with { Work = PlayersHost.Show("Show"), Folder = "/media/tv/Show", Path = Path };

        var seen = await host
            .Doors.Get<Switchboard>()
            .To(member)
            .VisibleAsync(new Visit(row.Work, row.Folder, [new VisitedFile(row, Path)]), isThorough: false, Ct);

        Assert.Equal([Path], seen);
    }

    /// <summary>More films than a server is asked for at a look.</summary>
    internal static void Fill(string folder)
    {
        foreach (var number in Enumerable.Range(1, 201))
            File.WriteAllText(Path.Combine(folder, $"Another {number}.mkv"), "another");
    }

    private static object Key(string kind) => kind == "plex" ? new { token = "plex-token" } : new { api_key = "server-key" };

    private static FakePlayer Player(string kind, FakeLibrary movies) =>
        kind switch
        {
            "plex" => new FakePlex(movies),
            "emby" => new FakeEmby(movies),
            _ => new FakeJellyfin(movies),
        };

    private static Visit OldFilm(Change change)
    {
        const string Folder = "/media/movies/Old film (1999)";
        var row = new Tiding(1, PlayersHost.Movie("Old film (1999)"), Folder, $"{Folder}/Old film (1999).mkv", change, IsMedia: true)
        {
            ToldAt = DateTimeOffset.UnixEpoch,
            ArrivedAt = DateTimeOffset.UnixEpoch,
        };
        return new Visit(row.Work, Folder, [new VisitedFile(row, row.Path)]);
    }
}
