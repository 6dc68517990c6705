namespace Couriarr.Tests.Players;

/// <summary>What the stand-in says of Kodi, a real one says too.</summary>
[Trait("family", "kodi")]
[Trait("slow", "yes")]
public sealed class RealKodiTests
{
    [Fact]
    public async Task A_movie_comes_is_read_anew_and_goes()
    {
        Assert.SkipUnless(RealKodi.IsPossible, RealKodi.Reason);
        await using var host = await PlayersHost.StartAsync();
        await using var kodi = await RealKodi.StartAsync((host.At("movies"), "movies"));
        await host.AddAsync("kodi", kodi.Address, new { username = "kodi", password = RealKodi.Password }, hasPaths: false);
        const string Title = "Tom & Jerry #1 100% (2001)";
        var file = host.At($"movies/{Title}/{Title}.mkv");
        Describe(file, "<movie><title>Tom and Jerry</title><year>2001</year></movie>");

        await host.DeliverAsync(Title);
        await PlayersHost.UntilAsync(() => host.Seen.Available.Count == 1);
        Assert.Equal([("Tom and Jerry", file)], await kodi.MoviesAsync());

        Describe(file, "<movie><title>Tom and Jerry, better</title><year>2001</year></movie>");
        await host.DeliverAsync(Title, replaced: true);
        await PlayersHost.UntilAsync(async () => (await kodi.MoviesAsync()) is [("Tom and Jerry, better", _)]);

        await host.WithdrawAsync(PlayersHost.Movie(Title), $"movies/{Title}/{Title}.mkv");
        await PlayersHost.UntilAsync(async () => (await kodi.MoviesAsync()).Count == 0);
    }

    [Fact]
    public async Task An_episode_of_a_new_show_comes_and_one_of_a_known_show()
    {
        Assert.SkipUnless(RealKodi.IsPossible, RealKodi.Reason);
        await using var host = await PlayersHost.StartAsync();
        await using var kodi = await RealKodi.StartAsync((host.At("tv"), "tvshows"));
        await host.AddAsync("kodi", kodi.Address, new { username = "kodi", password = RealKodi.Password }, hasPaths: false);
        var show = PlayersHost.Show("Show");
        Directory.CreateDirectory(host.At("tv/Show"));
        await File.WriteAllTextAsync(
            host.At("tv/Show/tvshow.nfo"),
            "<tvshow><title>Show</title></tvshow>",
            TestContext.Current.CancellationToken
        );

        foreach (var number in new[] { 1, 2 })
        {
            var within = $"tv/Show/Season 01/Show S01E0{number}.mkv";
            Describe(
                host.At(within),
                $"<episodedetails><title>Part {number}</title><season>1</season><episode>{number}</episode></episodedetails>"
            );
            await host.DeliverAsync(show, (within, false));
            await PlayersHost.UntilAsync(() => host.Seen.Available.Count == number);
        }
    }

    private static void Describe(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(Path.ChangeExtension(file, ".nfo"), text);
    }
}
