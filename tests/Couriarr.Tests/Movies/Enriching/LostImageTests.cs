using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Images;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Movies.Enriching;

/// <summary>What the cache has lost is fetched again, and nobody waits for what cannot be had.</summary>
[Trait("family", "dress")]
public sealed class LostImageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_that_got_lost_is_fetched_again()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        var poster = Assert.Single((await host.WornAsync(movie))[ArtworkType.Poster]);
        var cache = host.Doors.Get<ImageCache>();
        File.Delete(cache.PathOf(poster.Hash, poster.Extension));

        await host.EnrichAsync(movies: movie);

        Assert.NotNull(await cache.ReadAsync(poster.Hash, poster.Extension, Ct));
        Assert.Equal(2, cinema.Images.Asked.Count(asked => asked == "original/english.jpg"));
    }

    [Fact]
    public async Task EXP39_one_that_got_lost_and_that_nobody_has_is_not_worn_any_longer()
    {
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(603);
        await host.EnrichAsync(movies: movie);
        var gallery = host.Doors.Get<Gallery>();
        var own = await gallery.HangAsync(new DrawnImage(50, 600, 900).Jpeg(), Ct);
        var picked = new Chosen(ArtworkType.Poster, 0, own.Hash, own.Extension, Chosen.Upload) { ByUser = true };
        await host.WriteAsync(session => ArtworkTable.WearAsync(session, movie, ArtworkType.Poster, [picked]));
        var fanart = Assert.Single((await host.WornAsync(movie))[ArtworkType.Fanart]);
        var cache = host.Doors.Get<ImageCache>();
        cache.Forget(own.Hash, own.Extension);
        cache.Forget(fanart.Hash, fanart.Extension);

        await host.EnrichAsync(movies: movie);

        var worn = await host.WornAsync(movie);
        Assert.Equal("tmdb:/english.jpg", Assert.Single(worn[ArtworkType.Poster]).Source);
        Assert.Equal(fanart, Assert.Single(worn[ArtworkType.Fanart]));
        Assert.NotNull(await gallery.FindAsync(fanart.Hash, Ct));
    }
}
