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

    public async ValueTask DisposeAsync()
    {
        await tmdb.DisposeAsync();
        await images.DisposeAsync();
    }
}
