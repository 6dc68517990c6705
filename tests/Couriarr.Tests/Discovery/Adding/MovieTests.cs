using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;
using Couriarr.Tests.Configuration;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>Movies of TMDB's lists, for a Radarr.</summary>
[Trait("family", "find")]
public sealed class MovieTests
{
    [Fact]
    public async Task DISC41_movies_of_a_list_and_single_ones_are_added_to_Radarr()
    {
        await using var world = await World.StartAsync(
            new MovieOptions { Discover = ["vote_average.gte=8"], Ids = ["603", "tt77", "404"] }
        );
        world.Know(new TmdbMovie(603, "Paper Compass") { Rating = 3 });
        world.Know(new TmdbMovie(604, "Copper Moon") { Rating = 2, Imdb = "tt77" });
        world.Know(new TmdbMovie(605, "High Tide") { Rating = 9 });
        world.Know(new TmdbMovie(606, "Low Tide") { Rating = 4 });

        await using var host = await world.OpenAsync();
        await host.IdleAsync();

        Assert.Equal([603, 604, 605], world.Radarr.Posted.Select(sent => (int)sent["tmdbId"]!).Order());
        Assert.Equal(
            [603, 604, 605],
            await host.AskAsync("SELECT tmdb_id FROM found_movies WHERE processing_status = 'added' ORDER BY tmdb_id")
        );
        var sent = world.Radarr.Posted.First();
        Assert.Equal(
            ("released", "list", true),
            ((string)sent["minimumAvailability"]!, (string)sent["addOptions"]!["addMethod"]!, (bool)sent["monitored"]!)
        );
        Assert.Equal(("/movies", 1), ((string)sent["rootFolderPath"]!, sent["tags"]!.AsArray().Count));
        Assert.Equal(3, Assert.Single(host.Heard.Added).Count);
    }

    [Fact]
    public async Task Lists_are_read_page_by_page_as_far_as_they_go()
    {
        await using var world = await World.StartAsync(
            new MovieOptions
            {
                Discover = ["vote_average.gte=0"],
                Pages = 5,
                Review = true,
            }
        );
        for (var id = 1; id <= 45; id++)
            world.Know(new TmdbMovie(id, $"Movie {id}", Released: "") { Popularity = id });

        await using var host = await world.OpenAsync();
        await host.IdleAsync();

        Assert.Equal([45], await host.AskAsync("SELECT count(*) FROM found_movies WHERE processing_status = 'review' AND year IS NULL"));
        Assert.Equal(4, world.Tmdb.Asked.Count);
        Assert.Empty(world.Radarr.Posted);
        Assert.Equal(45, Assert.Single(host.Heard.Review).Count);
    }

    [Fact]
    public async Task A_movie_is_reviewed_as_shows_are_and_a_decision_outlives_the_next_reading()
    {
        await using var world = await World.StartAsync(new MovieOptions { Discover = ["vote_average.gte=0"], Review = true });
        world.Know(new TmdbMovie(603, "Paper Compass"));
        world.Know(new TmdbMovie(604, "Copper Moon"));
        await using var host = await world.OpenAsync();
        await host.IdleAsync();

        await host.PostAsync("/review", new { decision = "approve", ids = new[] { "tmdb:603" } });
        await host.PostAsync("/review", new { decision = "never", ids = new[] { "tmdb:604" } });
        await host.IdleAsync();
        await host.FindMoviesAsync();

        Assert.Equal([603], world.Radarr.Posted.Select(sent => (int)sent["tmdbId"]!));
        Assert.Equal([604], world.Radarr.Shelf.Excluded);
        Assert.Equal([604], await host.AskAsync("SELECT tmdb_id FROM found_movies WHERE processing_status = 'skipped'"));
    }

    [Fact]
    public async Task EXP36_a_list_has_them_in_the_shape_that_Radarr_reads()
    {
        await using var world = await World.StartAsync(new MovieOptions { Ids = ["tt77"], Instance = "radarr-hd" });
        world.Know(new TmdbMovie(604, "Copper Moon") { Imdb = "tt77" });
        await using var host = await world.OpenAsync();
        await host.IdleAsync();

        var list = await host.Doors.GetAsync("/lists/radarr-hd.json");

        Assert.Equal("""[{"title":"Copper Moon","year":2021,"id":604,"tmdbId":604,"imdb_id":"tt77"}]""", list.GetRawText());
    }

    [Fact]
    public async Task A_wrong_key_is_said_and_nothing_is_lost()
    {
        await using var world = await World.StartAsync(new MovieOptions { Ids = ["603"] });
        world.Know(new TmdbMovie(603, "Paper Compass"));
        await using var host = await world.OpenAsync(key: "wrong");

        Assert.Contains("TMDB does not accept the key", await host.UntilClosedAsync("tmdb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_access_token_is_as_good_as_a_key()
    {
        await using var world = await World.StartAsync(new MovieOptions { Ids = ["603"] });
        world.Know(new TmdbMovie(603, "Paper Compass"));
        await using var host = await world.OpenAsync(key: FakeTmdb.Token);
        await host.IdleAsync();

        Assert.Single(world.Radarr.Posted);
        Assert.All(world.Tmdb.Asked, asked => Assert.DoesNotContain("api_key", asked, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("movies: { instance: radarr-x }", "there is no Radarr 'radarr-x'")]
    [InlineData("movies: { monitor: all }", "movies.monitor must be one of movieOnly")]
    [InlineData("movies: { ids: [tt77, 603, Heat] }", "movies.ids has 'Heat'")]
    public void Mistakes_are_told_before_anything_is_started(string yaml, string words)
    {
        using var room = new ConfigRoom().Yaml(yaml + "\n");

        var config = Features.Discovery.Cinema.MovieChecks.Run(room.Load());

        Assert.Contains(config.Problems.Errors, error => error.ToString()!.Contains(words, StringComparison.Ordinal));
    }

    private sealed class World(FakeArr sonarr, FakeArr radarr, FakeTmdb tmdb, MovieOptions movies) : IAsyncDisposable
    {
        public FakeArr Radarr => radarr;
        public FakeTmdb Tmdb => tmdb;

        public static async Task<World> StartAsync(MovieOptions movies) =>
            new(await FakeArr.SonarrAsync(), await FakeArr.RadarrAsync(), await FakeTmdb.StartAsync(), movies);

        public void Know(TmdbMovie movie)
        {
            tmdb.Add(movie);
            radarr.Metadata.Know(new FakeTitle(movie.Id, movie.Title) { Imdb = movie.Imdb, Runtime = 1 });
        }

        public Task<AddingHost> OpenAsync(string key = FakeTmdb.Key) =>
            AddingHost.StartAsync(
                sonarr,
                o =>
                    o with
                    {
                        Sonarr = new SonarrOptions(),
                        Tmdb = new TmdbOptions { ApiKey = new Secret(key), BaseUrl = tmdb.Address },
                        Movies = movies with { Instance = "radarr-hd" },
                    },
                more: ("radarr-hd", radarr)
            );

        public async ValueTask DisposeAsync()
        {
            await sonarr.DisposeAsync();
            await radarr.DisposeAsync();
            await tmdb.DisposeAsync();
        }
    }
}
