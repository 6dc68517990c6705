using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Movies;

/// <summary>A TMDB and its host of pictures, for one test.</summary>
internal sealed class Cinema(FakeTmdb tmdb, FakeImages images) : IAsyncDisposable
{
    public FakeTmdb Tmdb => tmdb;
    public FakeImages Images => images;

    public static async Task<Cinema> StartAsync() => new(await FakeTmdb.StartAsync(), await FakeImages.StartAsync());

    public Task<DressHost> OpenAsync(
        Func<CouriarrOptions, CouriarrOptions>? change = null,
        Action<IServiceCollection>? also = null,
        string? lent = null
    ) => DressHost.StartAsync(tmdb, images, change, also, lent);

    /// <summary>A picture that TMDB lists and the host has.</summary>
    /// <param name="seed">The same number is the same picture.</param>
    public TmdbPicture Picture(string list, string path, int seed, string? language = "en", double vote = 5, int votes = 0)
    {
        var (width, height) = list switch
        {
            "posters" => (600, 900),
            "backdrops" => (1280, 720),
            _ => (400, 60),
        };
        images.Pictures[path] = new DrawnImage(seed, width, height);
        return new TmdbPicture(list, path, width, height, language) { Vote = vote, Votes = votes };
    }

    /// <summary>A movie with some of everything.</summary>
    public TmdbMovie Compass() =>
        new(603, "Paper Compass", "1999-03-31")
        {
            Imdb = "tt0133093",
            Rating = 8.2,
            Votes = 120,
            Runtime = 136,
            Stories = new Dictionary<string, string> { ["en"] = "A compass." },
            Releases = [new("US", 1, ""), new("US", 3, "R")],
            People =
            [
                new("Ada", "Navigator"),
                new("Bo", Job: "Director", Department: "Directing"),
                new("Cy", Job: "Writer", Department: "Writing"),
            ],
            Videos = [new("clip", "Clip"), new("trailer1", IsOfficial: true)],
            Pictures =
            [
                Picture("posters", "/english.jpg", 1),
                Picture("posters", "/plain-poster.jpg", 2, language: null),
                Picture("backdrops", "/titled.jpg", 3, vote: 9, votes: 90),
                Picture("backdrops", "/plain.jpg", 4, language: "xx"),
                Picture("logos", "/logo.png", 5),
            ],
        };

    public async ValueTask DisposeAsync()
    {
        await tmdb.DisposeAsync();
        await images.DisposeAsync();
    }
}
