using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Images;
using Couriarr.Neighbours;
using Couriarr.Tests.Movies.Images;

namespace Couriarr.Tests.Movies.Choosing;

/// <summary>What a movie wears of what there is: as many as it may, none twice, and never instead of what a person picked.</summary>
[Trait("family", "dress")]
public sealed class ChooserTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EXP38_as_many_as_it_may_and_none_that_looks_like_another()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(
            new TmdbMovie(603, "Paper Compass")
            {
                Pictures =
                [
                    cinema.Picture("posters", "/first.jpg", 1, vote: 9, votes: 50),
                    cinema.Picture("posters", "/twin.jpg", 1, vote: 8, votes: 50),
                    cinema.Picture("posters", "/second.jpg", 2, vote: 7, votes: 50),
                    cinema.Picture("posters", "/third.jpg", 3, vote: 6, votes: 50),
                ],
            }
        );
        await using var host = await cinema.OpenAsync(o => With(o, posters: 2));
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);

        var worn = (await host.WornAsync(movie))[ArtworkType.Poster];
        Assert.Equal([(0, "tmdb:/first.jpg"), (1, "tmdb:/second.jpg")], worn.Select(one => (one.Place, one.Source)));
        var twin = (await host.CandidatesAsync(movie, ArtworkType.Poster)).Single(one => one.Path == "/twin.jpg");
        Assert.Equal((null, "Refused: it looks the same as tmdb:/first.jpg, which is worn."), (twin.Place, twin.Why));
        Assert.DoesNotContain("original/third.jpg", cinema.Images.Asked);
    }

    [Fact]
    public async Task One_that_is_none_is_passed_over_and_told_so()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(
            new TmdbMovie(603, "Paper Compass")
            {
                Pictures = [cinema.Picture("posters", "/a.jpg", 1, votes: 9, vote: 9), cinema.Picture("posters", "/b.jpg", 2)],
            }
        );
        cinema.Images.Oddities["/a.jpg"] = FakeImages.Page(200, "Too many visitors.");
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);

        Assert.Equal("tmdb:/b.jpg", Assert.Single((await host.WornAsync(movie))[ArtworkType.Poster]).Source);
        Assert.Equal("Refused: it is a web page.", (await host.CandidatesAsync(movie, ArtworkType.Poster))[^1].Why);
    }

    [Fact]
    public async Task A_picture_that_a_person_picked_stays_in_its_place_and_its_twin_does_not_come_beside_it()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(
            new TmdbMovie(603, "Paper Compass")
            {
                Pictures = [cinema.Picture("posters", "/a.jpg", 1, votes: 9, vote: 9), cinema.Picture("posters", "/b.jpg", 2)],
            }
        );
        await using var host = await cinema.OpenAsync(o => With(o, posters: 2));
        var movie = await host.AddAsync(603);
        var own = await host.Doors.Get<Gallery>().HangAsync(new DrawnImage(1, 1000, 1500).Jpeg(), Ct);
        var picked = new Chosen(ArtworkType.Poster, 1, own.Hash, own.Extension, Chosen.Upload) { ByUser = true };
        await host.WriteAsync(session => ArtworkTable.WearAsync(session, movie, ArtworkType.Poster, [picked]));
        await host.EnrichAsync(movies: movie);

        var worn = (await host.WornAsync(movie))[ArtworkType.Poster];
        Assert.Equal([(0, "tmdb:/b.jpg"), (1, Chosen.Upload)], worn.Select(one => (one.Place, one.Source)));
        Assert.Equal(picked, worn[1]);
    }

    [Fact]
    public async Task A_type_that_is_locked_or_not_wanted_is_left_alone()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(
            new TmdbMovie(603, "Paper Compass")
            {
                Pictures =
                [
                    cinema.Picture("posters", "/a.jpg", 1),
                    cinema.Picture("backdrops", "/b.jpg", 2, language: null),
                    cinema.Picture("logos", "/c.png", 3),
                ],
            }
        );
        await using var host = await cinema.OpenAsync(o => With(o, posters: 0));
        var movie = await host.AddAsync(603);
        await host.WriteAsync(session => LockTable.LockAsync(session, movie, Locks.NameOf(ArtworkType.Fanart)));
        await host.EnrichAsync(movies: movie);

        Assert.Equal([ArtworkType.Clearlogo], (await host.WornAsync(movie)).Keys);
        Assert.Equal(["original/c.png"], cinema.Images.Asked);
    }

    [Fact]
    public async Task What_a_person_brings_is_looked_at_too()
    {
        await using var cinema = await Cinema.StartAsync();
        await using var host = await cinema.OpenAsync();
        var gallery = host.Doors.Get<Gallery>();

        await Assert.ThrowsAsync<NoImageException>(() => gallery.HangAsync("<html>"u8.ToArray(), Ct));
        await Assert.ThrowsAsync<NoImageException>(() => gallery.HangAsync(Pictures.Read("lossy.webp"), Ct));
        var image = await gallery.HangAsync(Pictures.Read("rgb.png"), Ct);

        Assert.Equal((".png", 160, 240), (image.Extension, image.Width, image.Height));
        Assert.Equal(image, await gallery.FindAsync(image.Hash, Ct));
    }

    [Fact]
    public async Task Images_that_serve_nobody_are_cleared_away_and_the_others_are_not()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(new TmdbMovie(603, "Paper Compass") { Pictures = [cinema.Picture("posters", "/a.jpg", 1)] });
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        var gallery = host.Doors.Get<Gallery>();
        var unworn = await gallery.HangAsync(Pictures.Read("rgb.png"), Ct);

        Assert.Equal(1, await gallery.ClearAsync(DateTimeOffset.MaxValue.AddDays(-1), Ct));

        Assert.Null(await gallery.FindAsync(unworn.Hash, Ct));
        var worn = Assert.Single((await host.WornAsync(movie))[ArtworkType.Poster]);
        Assert.NotNull(await gallery.FindAsync(worn.Hash, Ct));
    }

    private static CouriarrOptions With(CouriarrOptions options, int posters) =>
        options with
        {
            Library = options.Library with { Artwork = new ArtworkOptions { Poster = posters } },
        };
}
