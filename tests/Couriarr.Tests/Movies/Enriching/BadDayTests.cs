using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Neighbours;
using Couriarr.Tests.Transfers;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Movies.Enriching;

/// <summary>Keys that are refused, providers that want rest, and people who decide in the middle of it.</summary>
[Trait("family", "dress")]
public sealed class BadDayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D01_a_key_that_is_refused_stops_all_with_one_plain_word_and_costs_nobody_a_retry()
    {
        await using var cinema = await Cinema.StartAsync();
        GeneratedMovies.Fill(cinema.Tmdb, cinema.Images, 12);
        cinema.Tmdb.IsLocked = true;
        await using var host = await cinema.OpenAsync();
        var movies = new List<long>();
        for (var id = 1; id <= 12; id++)
            movies.Add(await host.AddAsync(id));
        await host.BeginAsync(movies: [.. movies]);
        await DressHost.UntilAsync(async () => (await host.GatesAsync()).Any(gate => gate.Name == "tmdb"));

        Assert.Contains("TMDB does not accept the key", (await host.GatesAsync()).Single(gate => gate.Name == "tmdb").Reason);
        cinema.Tmdb.IsLocked = false;
        await host.IdleAsync();

        Assert.Equal(["12"], await host.AskAsync("SELECT cast(count(*) AS text) FROM movies WHERE state = 'enriched'"));
        Assert.Equal(["0"], await host.AskAsync("SELECT cast(sum(retry_count) AS text) FROM job_history WHERE type = 'enrich-metadata'"));
        var warnings = (await host.Doors.LogAsync()).Where(line =>
            line.Message.Contains("is closed, its jobs wait", StringComparison.Ordinal)
        );
        Assert.Single(warnings);
    }

    [Fact]
    public async Task Being_told_to_wait_loses_nothing_and_is_no_failure()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Budget.Limit = 5;
        GeneratedMovies.Fill(cinema.Tmdb, cinema.Images, 12);
        await using var host = await cinema.OpenAsync();
        var movies = new List<long>();
        for (var id = 1; id <= 12; id++)
            movies.Add(await host.AddAsync(id));
        await host.EnrichAsync(movies: [.. movies]);

        Assert.True(cinema.Tmdb.Budget.SentAway > 0);
        Assert.Equal(["12"], await host.AskAsync("SELECT cast(count(*) AS text) FROM movies WHERE state = 'enriched'"));
        Assert.Equal(["0"], await host.AskAsync("SELECT cast(sum(retry_count) AS text) FROM job_history WHERE type = 'enrich-metadata'"));
    }

    [Fact]
    public async Task What_a_person_locks_in_the_middle_of_it_is_not_touched()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(
            new TmdbMovie(603, "Paper Compass")
            {
                Pictures = [cinema.Picture("posters", "/a.jpg", 1), cinema.Picture("backdrops", "/b.jpg", 2, language: null)],
            }
        );
        var faults = new Couriarr.Tests.Transfers.Faults();
        var (reached, goOn) = faults.Hold("image.known");
        await using var host = await cinema.OpenAsync(also: all => all.AddSingleton<Couriarr.Jobs.IFailPoints>(faults));
        var movie = await host.AddAsync(603);
        await host.BeginAsync(movies: movie);
        await reached.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await host.WriteAsync(session => LockTable.LockAsync(session, movie, Locks.NameOf(ArtworkType.Poster)));
        goOn();
        await host.IdleAsync();

        Assert.Equal([ArtworkType.Fanart], (await host.WornAsync(movie)).Keys);
    }

    [Fact]
    public async Task EXP37_fanart_tv_adds_what_TMDB_has_not_and_a_wrong_key_for_it_hinders_nothing()
    {
        await using var cinema = await Cinema.StartAsync();
        await using var fanart = await FakeFanart.StartAsync(cinema.Images);
        cinema.Tmdb.Add(new TmdbMovie(603, "Paper Compass") { Pictures = [cinema.Picture("posters", "/a.jpg", 1)] });
        fanart.Movies[603] =
        [
            new("hdmovieclearart", "77", "/clear.png", "en", 5),
            new("moviedisc", "78", "http://127.0.0.1:9/disc.png", "00", 9),
        ];
        cinema.Images.Pictures["/clear.png"] = new DrawnImage(3, 1000, 562);
        await using (
            var right = await cinema.OpenAsync(o =>
                o with
                {
                    Fanart = new FanartOptions
                    {
                        ApiKey = new Secret(FakeFanart.Key),
                        ClientKey = new Secret("mine"),
                        BaseUrl = fanart.Address,
                    },
                }
            )
        )
        {
            var movie = await right.AddAsync(603);
            await right.EnrichAsync(movies: movie);
            Assert.Equal([ArtworkType.Clearart, ArtworkType.Poster], (await right.WornAsync(movie)).Keys.OrderBy(type => type.ToString()));
            // It lies with somebody else, and is not even listed.
            Assert.Empty(await right.CandidatesAsync(movie, ArtworkType.Discart));
        }
        await using var wrong = await cinema.OpenAsync(o =>
            o with
            {
                Fanart = new FanartOptions { ApiKey = new Secret("wrong"), BaseUrl = fanart.Address },
            }
        );
        var (one, other) = (await wrong.AddAsync(603), await wrong.AddAsync(603));
        await wrong.EnrichAsync(movies: one);
        await wrong.EnrichAsync(movies: other);

        Assert.Equal([ArtworkType.Poster], (await wrong.WornAsync(other)).Keys);
        Assert.Equal(2, fanart.Asked.Count);
        Assert.Equal(["mine", null], fanart.Clients);
    }

    [Theory]
    [InlineData("Heat", 1996, null, 949, "search")]
    [InlineData("Anything", null, "tt0113277", 949, "find")]
    public async Task One_that_nobody_named_is_found(string title, int? year, string? imdb, int tmdbId, string source)
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(new TmdbMovie(949, "Heat", "1995-12-15") { Imdb = "tt0113277" }, new TmdbMovie(950, "Heatwave", "1996-01-01"));
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(null, title, year, imdb);
        await host.EnrichAsync(movies: movie);

        var found = await host.MovieAsync(movie);
        Assert.Equal((tmdbId, source, MovieState.Enriched), (found.TmdbId, MovieRow.Word(found.IdSource!.Value), found.State));
    }

    [Fact]
    public async Task Where_there_is_doubt_a_person_is_asked_once()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(new TmdbMovie(1, "Heat", "1995-12-15"), new TmdbMovie(2, "Heat", "1995-01-01"));
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(null, "Heat", 1995);
        await host.EnrichAsync(movies: movie);
        var asked = cinema.Tmdb.Asked.Count;
        await host.EnrichAsync(movies: movie);

        Assert.Equal((MovieState.Review, asked), ((await host.MovieAsync(movie)).State, cinema.Tmdb.Asked.Count));
        Assert.Equal([1, 2], (await host.Doors.Get<MovieTable>().MatchesAsync(movie, Ct)).Select(match => match.TmdbId).Order());
    }
}
