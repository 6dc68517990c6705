using Couriarr.Features.Media;
using Couriarr.Features.Movies;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies.Publishing;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>What was published beside a movie follows it to the second server.</summary>
[Trait("family", "dress")]
public sealed class SecondServerTests : IDisposable
{
    private const string Folder = "Heat (1995)";
    private const string Video = $"{Folder}/Heat (1995).mkv";
    private readonly Libraries _libraries = new();

    [Fact]
    public async Task Artwork_and_nfo_are_brought_to_where_the_movie_is()
    {
        _libraries.Put(Video, 1000);
        await using var host = await LibraryHost.StartAsync(_libraries);
        await host.RunAsync(new Play(_libraries.Movie(Video)));
        await CarryHost.UntilAsync(async () => await host.AskAsync("SELECT status FROM sync_jobs") is ["success"]);
        await CarryHost.UntilAsync(async () => (await host.MoviesAsync(Folder)).Count == 1);

        await DressAsync(host);

        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(_libraries.At($"{Folder}/Heat (1995)-poster.jpg"))));
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(_libraries.At($"{Folder}/Heat (1995).nfo"))));
        Assert.Equal(
            LibraryHost.ImageBytes("heat"),
            await File.ReadAllBytesAsync(_libraries.At($"{Folder}/Heat (1995)-poster.jpg"), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Where_the_movie_never_came_its_artwork_is_not_brought_either()
    {
        _libraries.Put(Video, 1000);
        await using var host = await LibraryHost.StartAsync(_libraries);
        await host.ScanAsync(Folder);
        await DressAsync(host);
        var work = new Work("radarr", MediaType.Movie, 1, "Heat", $"/movies/{Folder}");

        var job = await host.RunAsync(new FetchSidecars("movies", work, TimeSpan.Zero) { Files = [$"{Folder}/Heat (1995)-poster.jpg"] });

        Assert.Equal((JobState.Skipped, "Nothing came since."), (job.State, job.Note));
        Assert.Empty(_libraries.Delivered);
    }

    private static async Task DressAsync(LibraryHost host)
    {
        var movie = await host.MovieAsync(Folder);
        await host.DressAsync(movie, new MovieFacts { Title = "Heat" }, host.Image(ArtworkType.Poster, "heat"));
        await host.PublishAsync(movie);
    }

    public void Dispose() => _libraries.Dispose();
}
