using Couriarr.Features.Movies;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Movies.Enriching;

/// <summary>A movie is asked about once, told what was told, and what a person decided stays.</summary>
[Trait("family", "dress")]
public sealed class EnrichTests
{
    [Fact]
    public async Task META06_one_call_tells_all_of_a_movie()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);

        var found = await host.MovieAsync(movie);
        Assert.Equal((MovieState.Enriched, "tt0133093", true), (found.State, found.ImdbId, found.IsDirty));
        Assert.Equal(
            ("Paper Compass", "A compass.", 136, "R", new DateOnly(1999, 3, 31), "trailer1"),
            (
                found.Facts!.Title,
                found.Facts.Plot,
                found.Facts.Runtime,
                found.Facts.Certification,
                found.Facts.Premiered,
                found.Facts.Trailer
            )
        );
        Assert.Equal([new Actor("Ada", "Navigator", 0)], found.Facts.Cast);
        Assert.Equal(["Bo"], found.Facts.Directors);
        Assert.Equal(["Cy"], found.Facts.Writers);
        Assert.Equal([new Rating("themoviedb", 8200, 120)], found.Facts.Ratings);
        Assert.StartsWith("/3/movie/603?", Assert.Single(cinema.Tmdb.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task META03_META04_what_TMDB_has_is_kept_and_the_best_is_worn()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);

        var worn = await host.WornAsync(movie);
        Assert.Equal("tmdb:/english.jpg", Assert.Single(worn[ArtworkType.Poster]).Source);
        Assert.Equal("tmdb:/plain.jpg", Assert.Single(worn[ArtworkType.Fanart]).Source);
        Assert.Equal("tmdb:/titled.jpg", Assert.Single(worn[ArtworkType.Landscape]).Source);
        Assert.Equal(".png", Assert.Single(worn[ArtworkType.Clearlogo]).Extension);
        Assert.Equal(2, (await host.CandidatesAsync(movie, ArtworkType.Poster)).Count);
    }

    [Fact]
    public async Task A_second_time_asks_nobody_and_changes_nothing()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        await host.AskAsync("SELECT 'x'");
        await host.WriteAsync(session => session.ExecuteAsync("UPDATE movies SET dirty = 0"));
        var (asked, fetched) = (cinema.Tmdb.Asked.Count, cinema.Images.Asked.Count);

        await host.EnrichAsync(movies: movie);
        Assert.Equal((asked, fetched), (cinema.Tmdb.Asked.Count, cinema.Images.Asked.Count));
        await host.EnrichAsync(anew: true, movies: movie);

        Assert.Equal((asked + 1, fetched), (cinema.Tmdb.Asked.Count, cinema.Images.Asked.Count));
        Assert.False((await host.MovieAsync(movie)).IsDirty);
    }

    [Fact]
    public async Task META09_what_a_person_locked_is_not_told_anew()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        var own = (await host.MovieAsync(movie)).Facts! with { Plot = "My own words.", Genres = ["Mine"] };
        await host.WriteAsync(session => session.ExecuteAsync("UPDATE movies SET dirty = 0, facts = @p1", MovieRow.TextOf(own)));
        await host.WriteAsync(session => LockTable.LockAsync(session, movie, "plot"));
        cinema.Tmdb.Add(
            cinema.Compass() with
            {
                Stories = new Dictionary<string, string> { ["en"] = "Other words." },
                Runtime = 137,
            }
        );

        await host.EnrichAsync(anew: true, movies: movie);

        var found = await host.MovieAsync(movie);
        Assert.Equal(("My own words.", 137, true), (found.Facts!.Plot, found.Facts.Runtime, found.IsDirty));
        Assert.Equal(["Action"], found.Facts.Genres);
    }

    [Fact]
    public async Task One_that_TMDB_has_no_more_is_marked_and_keeps_what_it_wears()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        var (before, worn) = (await host.MovieAsync(movie), await host.WornAsync(movie));
        cinema.Tmdb.Movies.Clear();

        await host.EnrichAsync(anew: true, movies: movie);
        await host.EnrichAsync(movies: movie);

        var found = await host.MovieAsync(movie);
        Assert.NotNull(found.MissingAt);
        Assert.Contains("TMDB has no movie 603 any more", found.Note, StringComparison.Ordinal);
        Assert.Equal(MovieRow.TextOf(before.Facts!), MovieRow.TextOf(found.Facts!));
        Assert.Equal(worn.Values.SelectMany(one => one), (await host.WornAsync(movie)).Values.SelectMany(one => one));
        Assert.Equal(2, cinema.Tmdb.Asked.Count);
    }

    [Fact]
    public async Task A_story_that_nobody_translated_is_told_in_English_and_a_set_tells_its_own()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Sets[9] = "All of the maps.";
        cinema.Tmdb.Add(
            cinema.Compass() with
            {
                Set = (9, "Maps Collection"),
                OriginalLanguage = "fr",
                Pictures = [cinema.Picture("posters", "/french.jpg", 9, language: "fr")],
            }
        );
        await using var host = await cinema.OpenAsync(o => o with { Library = o.Library with { Language = "de" } });
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);

        var facts = (await host.MovieAsync(movie)).Facts!;
        Assert.Equal(("A compass.", new MovieSet("Maps Collection", "All of the maps.", 9)), (facts.Plot, facts.Set));
        Assert.Equal("tmdb:/french.jpg", Assert.Single((await host.WornAsync(movie))[ArtworkType.Poster]).Source);
    }

    [Fact]
    public async Task Narrower_pictures_are_fetched_when_the_owner_wants_them()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        cinema.Images.Pictures["/english.jpg"] = new DrawnImage(1, 2000, 3000);
        cinema.Tmdb.Add(cinema.Compass() with { Pictures = [new TmdbPicture("posters", "/english.jpg", 2000, 3000, "en")] });
        cinema.Images.Pictures["/english.jpg"] = new DrawnImage(1, 2000, 3000);
        await using var host = await cinema.OpenAsync(o => o with { Tmdb = o.Tmdb with { Widest = 1000 } });
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        await host.EnrichAsync(anew: true, movies: movie);

        Assert.Equal(["w780/english.jpg"], cinema.Images.Asked);
        Assert.Single(cinema.Tmdb.Asked, asked => asked.StartsWith("/3/configuration", StringComparison.Ordinal));
    }
}
