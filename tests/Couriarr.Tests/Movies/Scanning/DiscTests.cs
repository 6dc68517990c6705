using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies.Scanning;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>Movies that are the folder of a disc, and movies whose NFO knows their name and no number.</summary>
[Trait("family", "dress")]
public sealed class DiscTests : IDisposable
{
    private const string Folder = "Heat (1995)";
    private readonly Libraries _libraries = new();

    [Theory]
    [InlineData("VIDEO_TS/VIDEO_TS.IFO", "VIDEO_TS/VTS_01_1.VOB")]
    [InlineData("video_ts/video_ts.ifo", "video_ts/vts_01_1.vob")]
    [InlineData("BDMV/index.bdmv", "BDMV/STREAM/00001.m2ts")]
    public async Task A_disc_is_a_movie_and_wears_what_its_folder_wears(string opener, string video)
    {
        _libraries.Put($"{Folder}/{opener}", 10);
        _libraries.Put($"{Folder}/{video}", 10);
        _libraries.Put($"{Folder}/CERTIFICATE/id.bdmv", 10);
        await using var host = await LibraryHost.StartAsync(_libraries, DressingMode.Hybrid);

        await host.RunAsync(new ScanLibrary(LibraryHost.Library, Occasion.Schedule));
        var movie = await host.MovieAsync(Folder);
        await host.DressAsync(
            movie,
            new MovieFacts { Title = "Heat" },
            host.Image(ArtworkType.Poster, "a"),
            host.Image(ArtworkType.Fanart, "b"),
            host.Image(ArtworkType.Fanart, "c", place: 1)
        );
        await host.PublishAsync(movie);
        var files = host.Files();
        await host.RunAsync(new ScanLibrary(LibraryHost.Library, Occasion.Schedule));
        var again = await host.PublishAsync(movie);

        Assert.Equal(("Heat", 1995, opener, null), (movie.Title, movie.Year, movie.Video, movie.Note));
        Assert.Equal(
            ["fanart.jpg", "fanart1.jpg", "movie.nfo", "poster.jpg"],
            files.Keys.Select(name => name[(Folder.Length + 1)..]).Where(name => !name.Contains('/')).Order(StringComparer.Ordinal)
        );
        Assert.Equal(files, host.Files());
        Assert.Equal(JobState.Skipped, again.State);
        Assert.Equal(movie.Id, (await host.MovieAsync(Folder)).Id);
    }

    [Fact]
    public async Task A_persons_poster_beside_a_disc_stays()
    {
        _libraries.Put($"{Folder}/VIDEO_TS/VIDEO_TS.IFO", 10);
        _libraries.Put($"{Folder}/folder.jpg", LibraryHost.ImageBytes("mine"));
        await using var host = await LibraryHost.StartAsync(_libraries);
        await host.ScanAsync(Folder);
        var movie = await host.MovieAsync(Folder);
        await host.DressAsync(movie, new MovieFacts { Title = "Heat" }, host.Image(ArtworkType.Poster, "a"));

        await host.PublishAsync(movie);

        Assert.Equal(["VIDEO_TS/VIDEO_TS.IFO", "folder.jpg", "movie.nfo"], host.Names().Select(name => name[(Folder.Length + 1)..]));
    }

    [Fact]
    public async Task An_NFO_without_a_number_says_what_the_movie_is_called()
    {
        _libraries.Put("Backup 7/movie.mkv", 10);
        _libraries.Put("Backup 7/movie.nfo", "<movie><title>Heat</title><year>1995</year></movie>"u8.ToArray());
        await using var host = await LibraryHost.StartAsync(_libraries);

        await host.ScanAsync("Backup 7");

        var movie = await host.MovieAsync("Backup 7");
        Assert.Equal(("Heat", 1995), (movie.Title, movie.Year));
    }

    public void Dispose() => _libraries.Dispose();
}
