using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;

namespace Couriarr.Tests.Places;

[Trait("family", "carry")]
public sealed class PathMapTests
{
    private static readonly PathMap Map = new(
        new CouriarrOptions
        {
            Sync = new SyncOptions { SourceBase = "/mnt/synology", DestBase = "/mnt/unraid/media" },
            Paths = new PathsOptions
            {
                Mappings =
                [
                    Mapping("/movies", "rs-movies", "Movies"),
                    Mapping("/movies-4k/", "rs-4kmedia/4kmovies/", "4K Movies"),
                    Mapping("/movies4k", "rs-4kmedia/4kmovies", "4K Movies"),
                    Mapping("/tv", "/mnt/other/tv", "TV Shows"),
                    Mapping("/tv/anime", "anime", "Anime"),
                    Mapping("/movies", "hd", "HD") with
                    {
                        Instance = "radarr-hd",
                    },
                ],
            },
        }
    );

    [Theory]
    [InlineData(
        "/movies/Dune (2021)/Dune.mkv",
        "/mnt/synology/rs-movies/Dune (2021)/Dune.mkv",
        "/mnt/unraid/media/Movies/Dune (2021)/Dune.mkv"
    )]
    [InlineData("/movies-4k/A/a.mkv", "/mnt/synology/rs-4kmedia/4kmovies/A/a.mkv", "/mnt/unraid/media/4K Movies/A/a.mkv")]
    [InlineData("/movies4k/A/a.mkv", "/mnt/synology/rs-4kmedia/4kmovies/A/a.mkv", "/mnt/unraid/media/4K Movies/A/a.mkv")]
    [InlineData("/tv/Show/Season 01/e.mkv", "/mnt/other/tv/Show/Season 01/e.mkv", "/mnt/unraid/media/TV Shows/Show/Season 01/e.mkv")]
    [InlineData("/tv/anime/Show/e.mkv", "/mnt/synology/anime/Show/e.mkv", "/mnt/unraid/media/Anime/Show/e.mkv")]
    [InlineData("/movies//A///a.mkv/", "/mnt/synology/rs-movies/A/a.mkv", "/mnt/unraid/media/Movies/A/a.mkv")]
    public void Finds_the_longest_mapping_by_whole_names(string path, string source, string destination)
    {
        var found = Assert.IsType<Placement.Found>(Map.Place(path));

        Assert.Equal((source, destination), (found.Source, found.Destination));
    }

    [Fact]
    public void An_instances_own_mapping_goes_before_the_one_for_all()
    {
        Assert.Equal("/mnt/synology/hd/A", Assert.IsType<Placement.Found>(Map.Place("/movies/A", "radarr-hd")).Source);
        Assert.Equal("/mnt/synology/rs-movies/A", Assert.IsType<Placement.Found>(Map.Place("/movies/A", "radarr")).Source);
        Assert.Equal(["movies", "movies-4k", "movies4k", "tv", "tv/anime", "movies@radarr-hd"], Map.Routes.Select(route => route.Name));
    }

    [Theory]
    [InlineData("/movies/../../etc/passwd")]
    [InlineData("/movies/./x/../../..")]
    [InlineData("/moviesX/..")]
    [InlineData("/movies/a\\..\\b")]
    [InlineData("C:\\movies\\a.mkv")]
    [InlineData("movies/a.mkv")]
    [InlineData("/movies/a\0b")]
    [InlineData("")]
    public void C20_what_leads_elsewhere_is_refused_and_shown_escaped(string path)
    {
        var refused = Assert.IsType<Placement.Refused>(Map.Place(path));

        Assert.EndsWith("outside every mapping.", refused.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Sentence, c => char.IsControl(c) || char.IsSurrogate(c));
    }

    [Fact]
    public void C24_half_a_character_is_refused_as_what_it_is() =>
        Assert.Contains(
            "not valid UTF-8",
            Assert.IsType<Placement.Refused>(Map.Place("/movies/" + '\ud83d')).Sentence,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("/moviesX/a.mkv")]
    [InlineData("/Movies/a.mkv")]
    [InlineData("/")]
    [InlineData("/mov")]
    public void C20_a_name_that_only_begins_like_a_mapping_is_unknown(string path) => Assert.IsType<Placement.Unknown>(Map.Place(path));

    [Theory]
    [InlineData("%2e%2e")]
    [InlineData("-e sh -c id")]
    [InlineData("--delete")]
    [InlineData("host:path")]
    [InlineData("new\nline")]
    [InlineData("tab\there")]
    [InlineData("'\"`$(id)*?[]")]
    [InlineData("trailing. ")]
    [InlineData("\u202erotated")]
    [InlineData("Ame\u0301lie")]
    [InlineData("Am\u00e9lie")]
    [InlineData("🎬")]
    public void C23_odd_names_are_kept_letter_by_letter(string name) =>
        Assert.Equal($"/mnt/synology/rs-movies/{name}/{name}", Assert.IsType<Placement.Found>(Map.Place($"/movies/{name}/{name}")).Source);

    [Fact]
    public void D14_an_unknown_path_comes_with_the_line_to_add()
    {
        var work = new Work("lidarr", MediaType.Music, 1, "Band", "/data/music/Band");

        var unknown = Assert.IsType<Placement.Unknown>(Map.Place("/data/music/Band/Album/1.flac", "lidarr", work));

        Assert.Contains(
            "{ from: /data/music, source: /where/we/see/it, destination: /where/it/goes, type: music }",
            unknown.Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains("/data/music/Band/Album/1.flac of 'lidarr'", unknown.Sentence, StringComparison.Ordinal);
    }

    private static PathMapping Mapping(string from, string source, string destination) =>
        new()
        {
            From = from,
            Source = source,
            Destination = destination,
        };
}
