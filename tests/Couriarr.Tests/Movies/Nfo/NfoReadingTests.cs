using System.Text;
using Couriarr.Features.Movies.Nfo;

namespace Couriarr.Tests.Movies.Nfo;

/// <summary>NFOs as they really are: whatever wrote them, which movie they mean is found out.</summary>
[Trait("family", "dress")]
public sealed class NfoReadingTests
{
    private const string Url = "https://www.themoviedb.org/movie/603-the-matrix";

    [Theory]
    [InlineData(Url)]
    [InlineData("see " + Url + "\n")]
    [InlineData("<movie><title>The Matrix</title></movie>\n" + Url)]
    [InlineData("some words\n<?xml version=\"1.0\"?><movie><uniqueid type=\"tmdb\">603</uniqueid></movie>")]
    [InlineData("<movie><uniqueid type=\"imdb\" default=\"True\">tt0133093</uniqueid><uniqueid type=\"TMDB\">603</uniqueid></movie>")]
    [InlineData("<movie><tmdbid>603</tmdbid></movie>")]
    [InlineData("<movie><tmdbId>603</tmdbId></movie>")]
    [InlineData("<movie><id>603</id></movie>")]
    [InlineData("<Movie><ID>603</ID></Movie>")]
    [InlineData("<movie><title>Fast & Furious</title><tmdbid> 603 </tmdbid></movie>")]
    [InlineData("<movie><uniqueid type=\"tmdb\">603</uniqueid></movie><movie><uniqueid type=\"tmdb\">604</uniqueid></movie>")]
    [InlineData("<movie><uniqueid type=\"tmdb\">603</uniqueid></movie>\nwords & <more")]
    [InlineData("<movie><uniqueid type=\"tmdb\"></uniqueid><uniqueid type=\"tmdb\">603</uniqueid></movie>")]
    [InlineData("<movie><plot>a\u0001b</plot><tmdbid>603</tmdbid></movie>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?><?xml version=\"1.0\"?><movie><tmdbid>603</tmdbid></movie>")]
    public void Finds_the_number_in(string text) => Assert.Equal(603, IdsOf(text).Tmdb);

    [Theory]
    [InlineData("https://www.imdb.com/title/tt0133093/")]
    [InlineData("<movie><id>tt0133093</id></movie>")]
    [InlineData("<movie><imdbid>tt0133093</imdbid></movie>")]
    [InlineData("<movie><imdb_id>tt0133093</imdb_id></movie>")]
    [InlineData("<movie/>\nhttps://www.imdb.com/de/title/tt0133093/?ref_=fn")]
    public void Finds_the_id_of_imdb_in(string text) => Assert.Equal("tt0133093", IdsOf(text).Imdb);

    [Theory]
    [InlineData("<movie><uniqueid type=\"tmdbcol\">2344</uniqueid></movie>")]
    [InlineData("<movie><set><name>Matrix</name><tmdbid>2344</tmdbid></set></movie>")]
    [InlineData("<movie><tmdbid>0</tmdbid><id>nothing</id></movie>")]
    [InlineData("<movie><tmdbid>99999999999999</tmdbid></movie>")]
    [InlineData("<movie><plot>" + Url + "</plot></movie>")]
    [InlineData("")]
    [InlineData("\0\0\0\u0007")]
    public void Takes_nothing_else_for_the_number(string text) => Assert.Equal(new NfoIds(null, null), IdsOf(text));

    public static TheoryData<string, byte[]> Encoded()
    {
        const string Text = "<movie><title>Amélie</title></movie>";
        return new()
        {
            { "UTF-8 with a mark", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Text)] },
            { "UTF-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Text)] },
            { "UTF-16, the other way round", [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
            { "UTF-16 without a mark", Encoding.Unicode.GetBytes(Text) },
            { "UTF-32", [0xff, 0xfe, 0, 0, .. Encoding.UTF32.GetBytes(Text)] },
            { "Windows", Encoding.Latin1.GetBytes(Text) },
            { "as it says", Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + Text) },
            { "not as it says", Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + Text) },
            { "an encoding of its own", Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"martian\"?>" + Text) },
        };
    }

    [Theory]
    [MemberData(nameof(Encoded))]
    public void Reads_every_encoding(string which, byte[] bytes)
    {
        Assert.NotEmpty(which);
        Assert.Equal("Amélie", NfoReader.Facts(NfoFile.Read(bytes).Movie!).Title);
    }

    [Fact]
    public void Entities_are_refused_and_nothing_is_opened_or_blown_up()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "secret");
        var laughs = string.Concat(Enumerable.Range(1, 20).Select(i => $"<!ENTITY l{i} \"&l{i - 1};&l{i - 1};\">"));

        Assert.All(
            [
                $"<!DOCTYPE movie [<!ENTITY x SYSTEM \"file://{secret}\">]><movie><title>&x;</title></movie>",
                $"<!DOCTYPE movie [<!ENTITY l0 \"lol\">{laughs}]><movie><title>&l20;</title></movie>",
                "<!doctype movie SYSTEM \"http://127.0.0.1:1/x.dtd\"><movie><title>x</title></movie>",
            ],
            text =>
            {
                var file = Read(text);
                Assert.Null(file.Movie);
                Assert.Contains("entities", file.Trouble!, StringComparison.Ordinal);
            }
        );
        File.Delete(secret);
    }

    [Fact]
    public void What_is_made_to_cost_is_not_read()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        var many = "<movie>" + string.Concat(Enumerable.Repeat("<a/>", 100_000)) + "</movie>";
        var large = "<movie><plot>" + new string('x', NfoText.Largest) + "</plot></movie>";

        Assert.All([$"<movie>{deep}", many, large], text => Assert.True(Read(text).Movie is null));
        Assert.All([$"<movie>{deep}", many, large], text => Assert.True(Read(text).Trouble is not null));
    }

    [Fact]
    public void Half_a_file_is_no_movie_and_says_why()
    {
        var file = Read("<movie><title>The Ma");

        Assert.Null(file.Movie);
        Assert.StartsWith("It is no XML that can be read:", file.Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<movie><ratings><rating name=\"imdb\" max=\"10\"><value>7,5</value><votes>1.234</votes></rating></ratings></movie>", 7500)]
    [InlineData("<movie><ratings><rating name=\"x\" max=\"100\"><value>75</value></rating></ratings></movie>", 7500)]
    [InlineData("<movie><rating>75</rating></movie>", 7500)]
    [InlineData("<movie><rating>7.5</rating><votes>12</votes></movie>", 7500)]
    public void Reads_ratings_of_any_scale(string text, int thousandths) =>
        Assert.Equal(thousandths, Assert.Single(NfoReader.Facts(Read(text).Movie!).Ratings).Thousandths);

    [Theory]
    [InlineData("136", 136)]
    [InlineData("136 min", 136)]
    [InlineData("2h 16m", 136)]
    [InlineData("soon", null)]
    public void Reads_runtimes_as_people_write_them(string text, int? minutes) =>
        Assert.Equal(minutes, NfoReader.Facts(Read($"<movie><runtime>{text}</runtime></movie>").Movie!).Runtime);

    private static NfoFile Read(string text) => NfoFile.Read(Encoding.UTF8.GetBytes(text));

    private static NfoIds IdsOf(string text) => NfoIds.Of(Read(text));
}
