using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Nfo;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Tests.Movies.Publishing;

/// <summary>The names that Jellyfin and Kodi look for, as a table, and what we write held against it.</summary>
[Trait("family", "dress")]
public sealed class PlayerNameTests
{
    private const string Stem = "Dune (2021) Bluray-2160p";
    private static readonly string[] Images = [".jpg", ".png"];

    // In the order in which the player looks; {0} is the video's name without its ending.
    private static readonly Dictionary<ArtworkType, (string[] Jellyfin, string[] Kodi)> Read = new()
    {
        [ArtworkType.Poster] = (["{0}", "{0}-poster", "poster", "folder", "cover", "default", "movie"], ["{0}-poster", "poster"]),
        [ArtworkType.Fanart] = (["{0}-fanart", "fanart", "background", "art", "backdrop"], ["{0}-fanart", "fanart"]),
        [ArtworkType.Landscape] = (["{0}-landscape", "landscape", "{0}-thumb", "thumb"], ["{0}-landscape", "landscape"]),
        [ArtworkType.Clearlogo] = (["{0}-logo", "logo", "{0}-clearlogo", "clearlogo"], ["{0}-clearlogo", "clearlogo"]),
        [ArtworkType.Clearart] = (["{0}-clearart", "clearart"], ["{0}-clearart", "clearart"]),
        [ArtworkType.Banner] = (["{0}-banner", "banner"], ["{0}-banner", "banner"]),
        [ArtworkType.Discart] = (["{0}-disc", "disc", "{0}-cdart", "cdart", "{0}-discart", "discart"], ["{0}-discart", "discart"]),
    };

    public static TheoryData<string> Types => [.. ArtworkTypes.All.Select(type => type.Word())];

    [Theory]
    [MemberData(nameof(Types))]
    public void Both_players_find_the_one_file_of_a_type(string word)
    {
        var type = ArtworkTypes.Find(word)!.Value;
        foreach (var extension in Images)
        {
            var name = ArtworkName.Of(Stem, type, 0, extension);
            var (jellyfin, kodi) = Read[type];

            Assert.Equal(type, FindBy(jellyfin, name));
            Assert.Equal(type, FindBy(kodi, name));
        }

        ArtworkType? FindBy(string[] names, string file) =>
            names.Any(one => Images.Any(e => string.Format(null, one, Stem) + e == file)) ? type : null;
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_the_players_would_show_is_recognised_before_anything_is_written(string word)
    {
        var type = ArtworkTypes.Find(word)!.Value;
        foreach (var name in Read[type].Jellyfin.Concat(Read[type].Kodi))
            Assert.Equal(type, LocalArtwork.TypeOf(string.Format(null, name, Stem) + ".jpg", [Stem]));
    }

    [Theory]
    [InlineData("Dune (2021) Bluray-2160p-fanart1.jpg", ArtworkType.Fanart, 1)]
    [InlineData("Dune (2021) Bluray-2160p-poster2.jpg", ArtworkType.Poster, 2)]
    public void Further_images_have_kodis_numbers(string name, object type, int place) =>
        Assert.Equal(name, ArtworkName.Of(Stem, (ArtworkType)type, place, ".jpg"));

    [Fact]
    public void No_two_types_share_a_name() =>
        Assert.Equal(7, ArtworkTypes.All.Select(type => ArtworkName.Of(Stem, type, 0, ".jpg")).Distinct().Count());

    [Theory]
    [InlineData(false, "", "Dune.nfo")]
    [InlineData(false, "Dune.nfo", "Dune.nfo")]
    [InlineData(false, "movie.nfo", "movie.nfo")]
    [InlineData(false, "MOVIE.NFO Dune.nfo", "MOVIE.NFO")]
    [InlineData(true, "movie.nfo", "Dune.nfo")]
    public void The_nfo_has_the_name_that_wins(bool shares, string there, string name) =>
        Assert.Equal(name, NfoName.Of("Dune.mkv", shares, there.Split(' ')));
}
