using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Desk;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Neighbours;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>A movie that turns out to be another one.</summary>
[Trait("family", "dress")]
public sealed class IdentityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task META09_what_a_person_said_before_anybody_knew_the_movie_outlives_its_being_known()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(null, "Something else entirely");
        await SayAsync(host, movie, "Mine.");
        await host.Doors.Get<MovieTable>().IdentifyAsync(movie, 603, null, IdSource.User, Ct);
        await host.EnrichAsync(movies: movie);

        var told = (await host.MovieAsync(movie)).Facts!;
        Assert.Equal(("Mine.", "Paper Compass"), (told.Plot, told.Title));
    }

    [Fact]
    public async Task META09_what_a_person_said_and_picked_outlives_that_the_movie_is_another()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(
            cinema.Compass(),
            new TmdbMovie(700, "Tin Lantern") { Pictures = [cinema.Picture("backdrops", "/tin.jpg", 7, null)] }
        );
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        await SayAsync(host, movie, "Mine.");
        await host.WriteAsync(session => LockTable.LockAsync(session, movie, Locks.NameOf(ArtworkType.Poster)));
        await host.Doors.Get<MovieTable>().IdentifyAsync(movie, 700, null, IdSource.User, Ct);
        var between = await host.MovieAsync(movie);
        await host.EnrichAsync(movies: movie);

        var worn = await host.WornAsync(movie);
        var told = (await host.MovieAsync(movie)).Facts!;
        Assert.Equal((MovieState.Identified, null, "Mine."), (between.State, between.Facts!.Title, between.Facts.Plot));
        Assert.Equal(("Mine.", "Tin Lantern"), (told.Plot, told.Title));
        Assert.Equal(["tmdb:/english.jpg"], worn[ArtworkType.Poster].Select(one => one.Source));
        Assert.Equal(["tmdb:/tin.jpg"], worn[ArtworkType.Fanart].Select(one => one.Source));
        Assert.Equal([ArtworkType.Fanart, ArtworkType.Poster], worn.Keys.OrderBy(type => type.ToString()));
    }

    [Fact]
    public async Task One_that_is_another_movie_wears_nothing_of_the_first_and_is_not_called_by_its_names()
    {
        await using var premiere = await Premiere.OpenAsync(DressingMode.Automatic);
        premiere.Cinema.Tmdb.Add(new TmdbMovie(700, "Tin Lantern") { Imdb = "tt0700700" });
        await premiere.NightAsync();
        var before = premiere.Names().Count();

        await premiere.DoAsync(HttpMethod.Post, "identify", new { tmdb_id = 700 });
        await premiere.DoAsync(HttpMethod.Post, "publish");

        var nfo = await File.ReadAllTextAsync(premiere.PathOf($"{Premiere.Stem}.nfo"), Ct);
        Assert.InRange(before, 4, 10);
        Assert.Equal(["Paper Compass (1999).mkv", "Paper Compass (1999).nfo"], premiere.Names());
        Assert.Contains(">700<", nfo, StringComparison.Ordinal);
        Assert.Contains(">tt0700700<", nfo, StringComparison.Ordinal);
        Assert.DoesNotContain("tt0133093", nfo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_search_finds_does_not_go_against_what_an_app_said_meanwhile()
    {
        await using var cinema = await Cinema.StartAsync();
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(null);
        var movies = host.Doors.Get<MovieTable>();

        Assert.True(await host.WriteAsync(session => Identity.BecomeAsync(session, movie, 603, IdSource.Webhook)));
        Assert.False(await movies.IdentifyAsync(movie, 700, null, IdSource.Search, Ct));
        Assert.False(await host.WriteAsync(session => Identity.BecomeAsync(session, movie, 700, IdSource.Nfo)));
        Assert.True(await movies.IdentifyAsync(movie, 700, null, IdSource.User, Ct));
        Assert.False(await host.WriteAsync(session => Identity.BecomeAsync(session, movie, 603, IdSource.Webhook)));

        Assert.Equal((700, IdSource.User), (await host.MovieAsync(movie)) is var found ? (found.TmdbId, found.IdSource) : default);
    }

    [Fact]
    public async Task That_TMDB_has_a_movie_no_more_is_said_on_the_next_days_too()
    {
        using var libraries = new Libraries();
        libraries.Put("Heat (1995)/Heat (1995).mkv", 10);
        await using var host = await LibraryHost.StartAsync(libraries);
        await host.ScanAsync("Heat (1995)");
        var movie = await host.MovieAsync("Heat (1995)");
        await host.DressAsync(movie, new MovieFacts { Title = "Heat" });
        await host.Get<MovieTable>().MissAsync(movie.Id, "It is gone.", Ct);

        await host.ScanAsync("Heat (1995)");

        Assert.Equal("It is gone.", (await host.MovieAsync("Heat (1995)")).Note);
    }

    private static Task<bool> SayAsync(DressHost host, long movie, string plot) =>
        host.Doors.Get<MovieShelf>().SayAsync(movie, new MovieFacts { Plot = plot }, [Field.Find("plot")!], Ct);
}
