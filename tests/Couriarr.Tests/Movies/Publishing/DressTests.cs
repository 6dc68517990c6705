using System.Xml.Linq;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies.Publishing;

using Faults = Couriarr.Tests.Transfers.Faults;
using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>A movie is dressed beside its file: once, whole, and never over what a person put there.</summary>
[Trait("family", "dress")]
public sealed class DressTests : IDisposable
{
    private const string Folder = "The Matrix (1999)";
    private const string Stem = $"{Folder}/The Matrix (1999)";
    private static readonly MovieFacts Facts = new() { Title = "The Matrix", Plot = "There is no spoon." };
    private readonly Libraries _libraries = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public DressTests() => _libraries.Put($"{Stem}.mkv", 10);

    [Fact]
    public async Task Artwork_and_nfo_lie_beside_the_movie_and_a_second_run_writes_nothing()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await DressedAsync(host);
        var before = host.Files();

        var again = await host.PublishAsync(movie);

        Assert.Equal([$"{Stem}-clearlogo.png", $"{Stem}-fanart.jpg", $"{Stem}-poster.jpg", $"{Stem}.mkv", $"{Stem}.nfo"], host.Names());
        Assert.Equal(LibraryHost.ImageBytes("poster"), await File.ReadAllBytesAsync(PathOf($"{Stem}-poster.jpg"), Ct));
        Assert.Equal("There is no spoon.", Nfo().Element("plot")!.Value);
        Assert.Equal(JobState.Skipped, again.State);
        Assert.Equal(before, host.Files());
        Assert.False((await host.MovieAsync(Folder)).IsDirty);
    }

    [Theory]
    [InlineData("publish.after_draft")]
    [InlineData("publish.before_rename")]
    [InlineData("publish.after_rename")]
    public async Task Cut_off_anywhere_it_ends_as_a_whole_run_does(string point)
    {
        var faults = new Faults();
        await using var host = await LibraryHost.StartAsync(_libraries, faults: faults);
        faults.Once(point, () => throw new IOException("cut off"));

        await DressedAsync(host);

        Assert.Contains(point, faults.Reached);
        Assert.Equal([$"{Stem}-clearlogo.png", $"{Stem}-fanart.jpg", $"{Stem}-poster.jpg", $"{Stem}.mkv", $"{Stem}.nfo"], host.Names());
        Assert.Equal(4, (await host.Get<PublishedTable>().OfAsync((await host.MovieAsync(Folder)).Id, Ct)).Count);
    }

    [Theory]
    [InlineData($"{Stem}-poster.jpg")]
    [InlineData($"{Folder}/poster.jpg")]
    [InlineData($"{Folder}/folder.png")]
    public async Task What_a_person_put_there_stays_until_a_person_picks_another(string mine)
    {
        _libraries.Put(mine, LibraryHost.ImageBytes("mine", Path.GetExtension(mine)));
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await DressedAsync(host);

        Assert.Equal(LibraryHost.ImageBytes("mine", Path.GetExtension(mine)), await File.ReadAllBytesAsync(PathOf(mine), Ct));
        Assert.Single(
            host.Names(),
            name => name.Contains("poster", StringComparison.Ordinal) || name.Contains("folder", StringComparison.Ordinal)
        );

        await host.DressAsync(movie, Facts, host.Image(ArtworkType.Poster, "picked", byUser: true));
        await host.PublishAsync(movie);

        Assert.Equal(LibraryHost.ImageBytes("picked"), await File.ReadAllBytesAsync(PathOf($"{Stem}-poster.jpg"), Ct));
        if (mine == $"{Stem}-poster.jpg")
            Assert.Equal(LibraryHost.ImageBytes("mine"), await File.ReadAllBytesAsync(Assert.Single(Recycled(host)), Ct));
    }

    [Fact]
    public async Task An_image_of_ours_that_somebody_changed_is_theirs_from_then_on_and_one_that_is_broken_is_mended()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await DressedAsync(host);
        await File.WriteAllBytesAsync(PathOf($"{Stem}-poster.jpg"), LibraryHost.ImageBytes("theirs"), Ct);
        await File.WriteAllTextAsync(PathOf($"{Stem}-fanart.jpg"), "", Ct);

        await host.PublishAsync(movie);

        Assert.Equal(LibraryHost.ImageBytes("theirs"), await File.ReadAllBytesAsync(PathOf($"{Stem}-poster.jpg"), Ct));
        Assert.Equal(LibraryHost.ImageBytes("fanart"), await File.ReadAllBytesAsync(PathOf($"{Stem}-fanart.jpg"), Ct));
    }

    [Fact]
    public async Task A_locked_type_is_left_as_it_is()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await DressedAsync(host);
        await host.Get<Database>()
            .WriteAsync(s => LockTable.LockAsync(s, movie.Id, Locks.NameOf(ArtworkType.Poster)), WriteKind.Growth, Ct);
        await host.Get<Database>().WriteAsync(s => LockTable.LockAsync(s, movie.Id, "plot"), WriteKind.Growth, Ct);

        await host.DressAsync(movie, Facts with { Plot = "new", Tagline = "new" }, host.Image(ArtworkType.Poster, "new"));
        await host.PublishAsync(movie);

        Assert.Equal(LibraryHost.ImageBytes("poster"), await File.ReadAllBytesAsync(PathOf($"{Stem}-poster.jpg"), Ct));
        Assert.Equal(("There is no spoon.", "new"), (Nfo().Element("plot")!.Value, Nfo().Element("tagline")!.Value));
    }

    [Fact]
    public async Task Movies_that_share_a_folder_are_dressed_apart()
    {
        _libraries.Put("Mixed/Alien (1979).mkv", 10);
        _libraries.Put("Mixed/Aliens (1986).mkv", 10);
        _libraries.Put("Mixed/poster.jpg", LibraryHost.ImageBytes("of neither"));
        await using var host = await LibraryHost.StartAsync(_libraries);
        await host.ScanAsync("Mixed");
        foreach (var movie in await host.MoviesAsync("Mixed"))
        {
            await host.DressAsync(movie, new MovieFacts { Title = movie.Title }, host.Image(ArtworkType.Poster, movie.Title));
            await host.PublishAsync(movie);
        }

        Assert.Equal(LibraryHost.ImageBytes("Alien"), await File.ReadAllBytesAsync(PathOf("Mixed/Alien (1979)-poster.jpg"), Ct));
        Assert.Equal(LibraryHost.ImageBytes("Aliens"), await File.ReadAllBytesAsync(PathOf("Mixed/Aliens (1986)-poster.jpg"), Ct));
    }

    private Task<Movie> DressedAsync(LibraryHost host) => host.DressedAsync(Folder, $"{Stem}.mkv", Facts);

    private static string[] Recycled(LibraryHost host) =>
        Directory.GetFiles(Path.Combine(host.Data, "recycle"), "*", SearchOption.AllDirectories);

    private string PathOf(string within) => Path.Combine(_libraries.Source, within);

    private XElement Nfo() => XElement.Load(PathOf($"{Stem}.nfo"));

    public void Dispose() => _libraries.Dispose();
}
