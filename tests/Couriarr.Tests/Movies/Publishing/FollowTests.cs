using System.Xml.Linq;
using Couriarr.Features.Movies;

namespace Couriarr.Tests.Movies.Publishing;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>What a movie wears goes with it: through upgrades, new names and new formats.</summary>
[Trait("family", "dress")]
public sealed class FollowTests : IDisposable
{
    private const string Folder = "The Matrix (1999)";
    private const string Stem = $"{Folder}/The Matrix (1999)";
    private static readonly MovieFacts Facts = new() { Title = "The Matrix", Plot = "There is no spoon." };
    private readonly Libraries _libraries = new();

    public FollowTests() => _libraries.Put($"{Stem}.mkv", 10);

    [Fact]
    public async Task What_an_upgrade_removed_is_put_back_under_the_new_name_with_what_was_watched()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await DressedAsync(host);
        var watched = Nfo();
        watched.Add(new XElement("playcount", "2"));
        watched.Save(PathOf($"{Stem}.nfo"));
        await host.PublishAsync(movie);
        Directory.Delete(PathOf(Folder), recursive: true);
        _libraries.Put($"{Stem} 4K.mkv", 20);

        await host.ScanAsync(Folder, _libraries.Movie($"{Stem} 4K.mkv"));

        Assert.Equal(
            [$"{Stem} 4K-clearlogo.png", $"{Stem} 4K-fanart.jpg", $"{Stem} 4K-poster.jpg", $"{Stem} 4K.mkv", $"{Stem} 4K.nfo"],
            host.Names()
        );
        Assert.Equal("2", XElement.Load(PathOf($"{Stem} 4K.nfo")).Element("playcount")!.Value);
    }

    [Fact]
    public async Task When_the_video_has_another_name_its_artwork_takes_it_and_nothing_is_left_behind()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        await DressedAsync(host);
        File.Move(PathOf($"{Stem}.mkv"), PathOf($"{Folder}/Matrix.mkv"));

        await host.ScanAsync(Folder);

        string[] names = ["Matrix-clearlogo.png", "Matrix-fanart.jpg", "Matrix-poster.jpg", "Matrix.mkv", "Matrix.nfo"];
        Assert.Equal(names.Select(name => $"{Folder}/{name}"), host.Names());
    }

    [Fact]
    public async Task A_renamed_folder_keeps_what_lies_in_it_and_nothing_is_written_anew()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await DressedAsync(host);
        Directory.Move(PathOf(Folder), PathOf("Matrix"));
        var before = host.Files();

        await host.ScanAsync("Matrix", _libraries.Movie("Matrix/The Matrix (1999).mkv"));
        await host.PublishAsync(movie);

        Assert.Equal(before, host.Files());
    }

    [Fact]
    public async Task An_image_of_another_format_takes_the_place_of_the_old_one()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await DressedAsync(host);

        await host.DressAsync(movie, Facts, host.Image(ArtworkType.Poster, "other", extension: ".png"));
        await host.PublishAsync(movie);

        Assert.Contains($"{Stem}-poster.png", host.Names());
        Assert.DoesNotContain($"{Stem}-poster.jpg", host.Names());
    }

    private Task<Movie> DressedAsync(LibraryHost host) => host.DressedAsync(Folder, $"{Stem}.mkv", Facts);

    private string PathOf(string within) => Path.Combine(_libraries.Source, within);

    private XElement Nfo() => XElement.Load(PathOf($"{Stem}.nfo"));

    public void Dispose() => _libraries.Dispose();
}
