using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Tests.Movies.Scanning;

/// <summary>What lies in a folder is told apart by names and sizes, and doubt is left to a person.</summary>
[Trait("family", "dress")]
public sealed class SortingTests
{
    private const string Folder = "Dune (2021)";

    [Theory]
    [InlineData("Dune (2021)", "Dune", 2021)]
    [InlineData("Dune.2021.2160p.WEB-DL.x265", "Dune", 2021)]
    [InlineData("2001 A Space Odyssey (1968)", "2001 A Space Odyssey", 1968)]
    [InlineData("1917 (2019)", "1917", 2019)]
    [InlineData("Blade.Runner.2049.2017.1080p", "Blade Runner 2049", 2017)]
    [InlineData("Blade Runner 2049 (2017) {imdb-tt1856101}", "Blade Runner 2049", 2017)]
    [InlineData("Heat [tmdbid-949]", "Heat", null)]
    [InlineData("Heat.1080p.BluRay", "Heat", null)]
    [InlineData("Dr. Strangelove (1964)", "Dr. Strangelove", 1964)]
    [InlineData("1984", "1984", null)]
    [InlineData("Some_Movie_(1999)_cd1", "Some Movie", 1999)]
    public void A_name_says_title_and_year(string name, string title, int? year) =>
        Assert.Equal((title, year), (Naming.Of(name).Title, Naming.Of(name).Year));

    [Fact]
    public void Everything_in_a_movies_folder_has_its_role()
    {
        var movie = Assert.Single(
            Sort(
                ("Dune.mkv", 9000),
                ("Dune-trailer.mp4", 100),
                ("sample.mkv", 10),
                ("Extras/Making of.mkv", 500),
                ("Dune.en.srt", 1),
                ("Subs/2_English.srt", 1),
                ("Dune.nfo", 1),
                ("poster.jpg", 1),
                ("Dune-fanart.jpg", 1),
                ("IMG_1234.jpg", 1),
                ("readme.txt", 1)
            )
        );

        Assert.Equal(
            [
                ("Dune.mkv", FileRole.Main, 90),
                ("Dune-trailer.mp4", FileRole.Extra, 90),
                ("sample.mkv", FileRole.Extra, 90),
                ("Extras/Making of.mkv", FileRole.Extra, 90),
                ("Dune.en.srt", FileRole.Subtitle, 95),
                ("Subs/2_English.srt", FileRole.Subtitle, 95),
                ("Dune.nfo", FileRole.Nfo, 95),
                ("poster.jpg", FileRole.Artwork, 100),
                ("Dune-fanart.jpg", FileRole.Artwork, 100),
                ("IMG_1234.jpg", FileRole.Artwork, 40),
                ("readme.txt", FileRole.Unknown, 40),
            ],
            movie.Files.Select(file => (file.Name, file.Role, file.Confidence))
        );
        Assert.Null(movie.Doubt);
        Assert.False(movie.SharesFolder);
    }

    [Theory]
    [InlineData("The.Other.mkv", false)]
    [InlineData("The.Interview.mkv", false)]
    [InlineData("Big_Short.mkv", false)]
    [InlineData("Dune-other.mkv", true)]
    [InlineData("Dune-Interview.mkv", true)]
    [InlineData("Dune.trailer.mkv", true)]
    [InlineData("Dune_sample.mkv", true)]
    [InlineData("trailer.mkv", true)]
    public void A_movie_whose_title_ends_like_an_extra_is_none(string name, bool isExtra) => Assert.Equal(isExtra, FileNames.IsExtra(name));

    [Fact]
    public void Two_movies_in_one_folder_are_two_and_each_has_what_is_called_after_it()
    {
        var movies = Sort(
            ("Alien (1979).mkv", 5),
            ("Alien (1979)-poster.jpg", 1),
            ("Aliens (1986).mkv", 5),
            ("poster.jpg", 1),
            ("Aliens (1986).srt", 1)
        );

        Assert.Equal(["Alien (1979).mkv", "Aliens (1986).mkv"], movies.Select(movie => movie.Video));
        Assert.All(movies, movie => Assert.True(movie.SharesFolder));
        Assert.Equal(["Alien (1979).mkv", "Alien (1979)-poster.jpg"], movies[0].Files.Select(file => file.Name));
        Assert.Equal(["Aliens (1986).mkv", "Aliens (1986).srt"], movies[1].Files.Select(file => file.Name));
    }

    [Fact]
    public void Of_two_versions_the_clearly_larger_is_the_movie_and_equal_ones_are_a_persons_matter()
    {
        Assert.Equal("Dune (2021) 2160p.mkv", Assert.Single(Sort(("Dune (2021) 1080p.mkv", 50), ("Dune (2021) 2160p.mkv", 90))).Video);
        var equal = Assert.Single(Sort(("Dune (2021) a.mkv", 100), ("Dune (2021) b.mkv", 101)));

        Assert.StartsWith("2 videos may be the movie: Dune (2021) a.mkv, Dune (2021) b.mkv.", equal.Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_app_imported_is_the_movie_whatever_it_is_called()
    {
        var files = new[] { Found("Dune (2021) a.mkv", 100), Found("Dune (2021) b.mkv", 100) };

        var movie = Assert.Single(Sorting.Of(Folder, files, "Dune (2021) b.mkv"));

        Assert.Equal(("Dune (2021) b.mkv", null), (movie.Video, movie.Doubt));
    }

    [Fact]
    public void Of_a_movie_in_parts_the_first_is_the_movie() =>
        Assert.Equal(
            ("Gandhi-cd1.avi", null),
            Assert.Single(Sort(("Gandhi-cd2.avi", 700), ("Gandhi-cd1.avi", 690))) is var m ? (m.Video, m.Doubt) : default
        );

    [Fact]
    public void In_the_root_of_a_library_no_movie_owns_what_is_not_called_after_it()
    {
        var movie = Assert.Single(Sorting.Of(null, [Found("Heat (1995).mkv", 5), Found("poster.jpg", 1)], null));

        Assert.True(movie.SharesFolder);
        Assert.Equal(["Heat (1995).mkv"], movie.Files.Select(file => file.Name));
    }

    private static IReadOnlyList<FoundMovie> Sort(params (string Name, long Size)[] files) =>
        Sorting.Of(Folder, [.. files.Select(file => Found(file.Name, file.Size))], null);

    private static FoundFile Found(string name, long size) => new(name, size, 0);
}
