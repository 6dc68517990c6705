using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Movies.Enriching;

/// <summary>TVDB fills what TMDB leaves open; and that it, or fanart.tv, is away keeps no movie from being dressed.</summary>
[Trait("family", "dress")]
public sealed class SecondProviderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task META11_TVDB_fills_what_TMDB_leaves_open_and_changes_nothing_that_it_said()
    {
        await using var cinema = await Cinema.StartAsync();
        await using var tvdb = await FakeTvdb.StartAsync(cinema.Images);
        cinema.Tmdb.Add(Bare(cinema));
        tvdb.Movies[9] = Ninth(cinema);
        await using var host = await cinema.OpenAsync(o => Asking(o, tvdb));
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);

        var told = (await host.MovieAsync(movie)).Facts!;
        var worn = await host.WornAsync(movie);
        Assert.Equal(("A compass.", 100, "abcdefghijk"), (told.Plot, told.Runtime, told.Trailer));
        Assert.Equal(["Action"], told.Genres);
        Assert.Equal("tmdb:/a.jpg", Assert.Single(worn[ArtworkType.Poster]).Source);
        Assert.Equal("tvdb:71", Assert.Single(worn[ArtworkType.Fanart]).Source);
        // It lies with somebody else, and is not even listed.
        Assert.Empty(await host.CandidatesAsync(movie, ArtworkType.Clearlogo));
        Assert.Equal(
            ("fr", 1),
            (await host.CandidatesAsync(movie, ArtworkType.Poster)) is var all ? (all[^1].Language, all[^1].Place) : default
        );
    }

    [Fact]
    public async Task META11_a_token_that_ran_out_is_fetched_anew_and_a_key_that_is_refused_is_not_asked_for_again()
    {
        await using var cinema = await Cinema.StartAsync();
        await using var tvdb = await FakeTvdb.StartAsync(cinema.Images);
        cinema.Tmdb.Add(Bare(cinema));
        tvdb.Movies[9] = Ninth(cinema);
        await using (var host = await cinema.OpenAsync(o => Asking(o, tvdb)))
        {
            var movie = await host.AddAsync(603);
            await host.EnrichAsync(movies: movie);
            tvdb.ForgetTokens();
            tvdb.Movies[9] = tvdb.Movies[9] with { Story = "Another." };
            await host.EnrichAsync(anew: true, movie);
            Assert.Equal("Another.", (await host.MovieAsync(movie)).Facts!.Plot);
        }
        tvdb.Asked.Clear();
        await using var wrong = await cinema.OpenAsync(o => o with { Tvdb = Asking(o, tvdb).Tvdb with { ApiKey = new Secret("wrong") } });
        await wrong.EnrichAsync(movies: await wrong.AddAsync(603));
        var other = await wrong.AddAsync(603);
        await wrong.EnrichAsync(movies: other);

        Assert.Equal(["/v4/login"], tvdb.Asked);
        Assert.Equal([ArtworkType.Poster], (await wrong.WornAsync(other)).Keys);
    }

    [Fact]
    public async Task Who_is_away_keeps_no_movie_from_being_dressed_loses_nothing_that_he_said_and_is_asked_again_a_day_later()
    {
        await using var cinema = await Cinema.StartAsync();
        await using var tvdb = await FakeTvdb.StartAsync(cinema.Images);
        cinema.Tmdb.Add(Bare(cinema));
        tvdb.Movies[9] = Ninth(cinema);
        // Nobody listens there.
        var nowhere = new FanartOptions { ApiKey = new Secret(FakeFanart.Key), BaseUrl = new Uri("http://127.0.0.1:1/v3") };
        await using var host = await cinema.OpenAsync(o => Asking(o, tvdb));
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        tvdb.IsAway = true;
        cinema.Tmdb.Add(cinema.Tmdb.Movies[603] with { Runtime = 200 });
        await host.BeginAsync(anew: true, movie);
        await DressHost.UntilAsync(async () => await WaitingAsync(host) == 1);

        var told = (await host.MovieAsync(movie)).Facts!;
        Assert.Equal(("A compass.", 200), (told.Plot, told.Runtime));
        Assert.Single(await host.CandidatesAsync(movie, ArtworkType.Fanart));
        await using var bare = await cinema.OpenAsync(o => o with { Fanart = nowhere });
        var other = await bare.AddAsync(603);
        await bare.BeginAsync(movies: other);
        await DressHost.UntilAsync(async () => await WaitingAsync(bare) == 1);
        Assert.Equal([ArtworkType.Poster], (await bare.WornAsync(other)).Keys);
    }

    [Fact]
    public async Task Where_pages_came_in_place_of_all_pictures_they_are_asked_for_again_a_day_later()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(Bare(cinema));
        cinema.Images.Oddities["/a.jpg"] = FakeImages.Page(200, "We are sorry.");
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.BeginAsync(movies: movie);
        await DressHost.UntilAsync(async () => await WaitingAsync(host) == 1);
        Assert.Empty(await host.WornAsync(movie));

        cinema.Images.Oddities.Clear();
        await host.WriteAsync(session => session.ExecuteAsync("UPDATE job_queue SET run_at = 0 WHERE type = 'enrich-metadata'"));
        await host.IdleAsync();

        Assert.Equal([ArtworkType.Poster], (await host.WornAsync(movie)).Keys);
    }

    private static TmdbMovie Bare(Cinema cinema) =>
        new(603, "Paper Compass") { Imdb = "tt0133093", Pictures = [cinema.Picture("posters", "/a.jpg", 1)] };

    private static TvdbMovie Ninth(Cinema cinema)
    {
        cinema.Images.Pictures["/wide.jpg"] = new DrawnImage(7, 1280, 720);
        return new(9, "tt0133093", "A compass.")
        {
            Runtime = 99,
            Pictures =
            [
                new(70, 14, "/other.jpg", 680, 1000, "fra"),
                new(71, 15, "/wide.jpg", 1280, 720, IncludesText: false),
                new(72, 25, "http://127.0.0.1:9/logo.png", 800, 310, "eng"),
            ],
        };
    }

    private static CouriarrOptions Asking(CouriarrOptions options, FakeTvdb tvdb) =>
        options with
        {
            Tvdb = new TvdbOptions { ApiKey = new Secret(FakeTvdb.Key), BaseUrl = tvdb.Address },
        };

    /// <summary>How many wait for another day.</summary>
    private static async Task<int> WaitingAsync(DressHost host) =>
        (await host.AskAsync("SELECT state FROM job_queue WHERE type = 'enrich-metadata'")).Count(state => state == "scheduled");
}
