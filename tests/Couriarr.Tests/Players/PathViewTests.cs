using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Media;
using Couriarr.Features.Players;
using Couriarr.Features.Players.Kinds;
using Couriarr.Jobs;

namespace Couriarr.Tests.Players;

/// <summary>How a player calls our folders, and which of its libraries a folder belongs to.</summary>
[Trait("family", "announce")]
public sealed class PathViewTests
{
    [Theory]
    [InlineData("/data", "/media", "/data/tv/Show", "/media/tv/Show")]
    [InlineData("/data/", "/media/", "/data/tv", "/media/tv")]
    [InlineData("/data", "/", "/data/tv", "/tv")]
    [InlineData("/data", @"D:\", "/data/tv/Show", @"D:\tv\Show")]
    [InlineData("/data", @"\\nas\media", "/data/tv/Show", @"\\nas\media\tv\Show")]
    [InlineData("/data", "smb://nas/media", "/data/Tom & Jerry #1 100%20", "smb://nas/media/Tom & Jerry #1 100%20")]
    [InlineData("/data", "nfs://nas/vol", "/data/Ame\u0301lie", "nfs://nas/vol/Ame\u0301lie")]
    public void Only_the_beginning_and_the_separators_are_changed(string from, string to, string ours, string theirs) =>
        Assert.Equal(theirs, PathView.Of(ours, new Dictionary<string, string> { [from] = to }, "Plex"));

    [Fact]
    public void The_longest_entry_counts_and_only_by_whole_names()
    {
        var paths = new Dictionary<string, string> { ["/data"] = "/all", ["/data/tv"] = "/shows" };

        Assert.Equal("/shows/X", PathView.Of("/data/tv/X", paths, "Plex"));
        Assert.Equal("/all/tv2/X", PathView.Of("/data/tv2/X", paths, "Plex"));
    }

    [Fact]
    public void Without_an_entry_it_is_a_mistake_and_without_any_it_is_our_own_name()
    {
        Assert.Equal("/data/X", PathView.Of("/data/X", new Dictionary<string, string>(), "Plex"));

        var mistake = Assert.Throws<PermanentException>(() =>
            PathView.Of("/other/X", new Dictionary<string, string> { ["/data"] = "/media" }, "Plex 'den'")
        );
        Assert.Contains("Plex 'den' has no name for /other/X", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/data/movies/X", "1")]
    [InlineData("/data/movies/4k/X", "3")]
    [InlineData("/data/movies2/X", "")]
    [InlineData("/both/X", "4,5")]
    public void A_section_is_chosen_by_type_and_by_the_longest_folder(string folder, string keys) =>
        Assert.Equal(
            keys,
            string.Join(',', Sections(new Dictionary<string, string>()).For(MediaType.Movie, folder).Select(section => section.Key))
        );

    [Fact]
    public void Sections_that_were_said_are_the_only_ones_of_their_type()
    {
        var sections = Sections(new Dictionary<string, string> { ["movies_4k"] = "3" });

        Assert.Equal("3", Assert.Single(sections.For(MediaType.Movie, "/data/movies/4k/X")).Key);
        Assert.Empty(sections.For(MediaType.Movie, "/data/movies/X"));
        Assert.Equal("2", Assert.Single(sections.For(MediaType.Tv, @"d:\TV\Show")).Key);
        Assert.Contains("It has: UHD (3: /data/movies/4k)", sections.Advice(MediaType.Movie, "/data/movies/X"), StringComparison.Ordinal);
    }

    private static PlexSections Sections(IReadOnlyDictionary<string, string> said) =>
        new(
            "Plex 'den'",
            [
                new PlexSection("1", "movie", "Movies", ["/data/movies"]),
                new PlexSection("2", "show", "TV", [@"D:\TV"]),
                new PlexSection("3", "movie", "UHD", ["/data/movies/4k"]),
                new PlexSection("4", "movie", "Old", ["/both", "/old"]),
                new PlexSection("5", "movie", "New", ["/both"]),
            ],
            [
                .. new PlexOptions { Sections = said }
                    .Sections
                    .Values,
            ]
        );
}
