using System.Text;
using System.Xml.Linq;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Nfo;

namespace Couriarr.Tests.Movies.Nfo;

/// <summary>What others wrote into an NFO survives what we write into it.</summary>
[Trait("family", "dress")]
public sealed class NfoWritingTests
{
    private static readonly NfoContent Matrix = new(
        new MovieFacts
        {
            Title = "The Matrix",
            Plot = "A hacker & a choice.",
            Runtime = 136,
            Premiered = new DateOnly(1999, 3, 31),
            Genres = ["Action", "Science Fiction"],
            Ratings = [new Rating("themoviedb", 8200, 25000)],
            Cast = [new Actor("Keanu Reeves", "Neo", 0), new Actor("Carrie-Anne Moss", null, 1)],
            Set = new MovieSet("The Matrix Collection", null, 2344),
        }
    )
    {
        TmdbId = 603,
        ImdbId = "tt0133093",
        Streams = new Streams([new VideoStream("hevc", 3840, 1600) { Hdr = "hdr10" }], [new AudioStream("truehd", 8, "eng")], ["eng"])
        {
            Seconds = 8160,
        },
    };

    [Fact]
    public void What_was_watched_and_what_we_do_not_know_stays()
    {
        const string Kodi = """
            <movie id="7">
              <!-- mine -->
              <title>Matrix</title>
              <userrating>9</userrating>
              <playcount>3</playcount><lastplayed>2024-01-02</lastplayed>
              <resume><position>12.5</position></resume>
              <dateadded>2020-02-02 10:00:00</dateadded>
              <lockdata>true</lockdata>
              <ratings><rating name="trakt" max="10" default="true"><value>8.9</value></rating><rating name="tmdb"><value>1</value></rating></ratings>
              <uniqueid type="tmdbcol">2344</uniqueid><uniqueid type="imdb" default="True">tt0000001</uniqueid>
              <actor><name>Keanu Reeves</name><role>old</role><thumb>http://x/k.jpg</thumb></actor>
              <sorttitle>Matrix 1</sorttitle>
              <id>tt0000001</id>
              <fileinfo><mine>1</mine><streamdetails><video><codec>old</codec></video></streamdetails></fileinfo>
            </movie>
            """;
        var movie = Write(Kodi);

        Assert.Equal("The Matrix", movie.Element("title")!.Value);
        Assert.Equal("Matrix 1", movie.Element("sorttitle")!.Value);
        Assert.Equal(["3", "2024-01-02", "9", "true"], Values(movie, "playcount", "lastplayed", "userrating", "lockdata"));
        Assert.Equal("12.5", movie.Element("resume")!.Element("position")!.Value);
        Assert.Equal("2020-02-02 10:00:00", movie.Element("dateadded")!.Value);
        Assert.Equal(" mine ", Assert.Single(movie.Nodes().OfType<XComment>()).Value);
        Assert.Equal("7", movie.Attribute("id")!.Value);
        Assert.Equal("http://x/k.jpg", movie.Elements("actor").First().Element("thumb")!.Value);
        Assert.Equal("1", movie.Element("fileinfo")!.Element("mine")!.Value);
        Assert.Equal("hevc", movie.Descendants("codec").First().Value);
        Assert.Null(movie.Element("id"));
    }

    [Fact]
    public void Of_another_movie_nothing_stays_but_what_was_done_with_the_file()
    {
        const string Other = """
            <movie>
              <title>Heat</title><tagline>A Los Angeles crime saga</tagline><sorttitle>Heat</sorttitle><trailer>x</trailer>
              <set>Crimes</set><tag>heist</tag><top250>120</top250><thumb>http://x/heat.jpg</thumb>
              <ratings><rating name="imdb"><value>8.3</value></rating></ratings>
              <uniqueid type="tmdb" default="true">949</uniqueid><uniqueid type="tvdb">12</uniqueid>
              <actor><name>Keanu Reeves</name><thumb>http://x/k.jpg</thumb></actor>
              <playcount>3</playcount><userrating>9</userrating><mine>1</mine>
              <fileinfo><mine>1</mine></fileinfo>
            </movie>
            https://www.themoviedb.org/movie/949
            https://example.com/mine
            """;
        var text = Encoding.UTF8.GetString(NfoWriter.Write(NfoFile.Read(Encoding.UTF8.GetBytes(Other)), Matrix));
        var movie = NfoFile.Read(Encoding.UTF8.GetBytes(text)).Movie!;

        Assert.Equal(["The Matrix", "3", "9", "1"], Values(movie, "title", "playcount", "userrating", "mine"));
        Assert.Equal(["tmdb", "imdb"], movie.Elements("uniqueid").Select(id => (string?)id.Attribute("type")));
        Assert.Equal(["themoviedb"], movie.Descendants("rating").Select(rating => (string?)rating.Attribute("name")));
        string[] theirs = ["tagline", "sorttitle", "trailer", "tag", "top250", "thumb"];
        Assert.All(theirs, name => Assert.Empty(movie.Descendants(name)));
        Assert.Equal("The Matrix Collection", movie.Element("set")!.Value);
        Assert.Equal("1", movie.Element("fileinfo")!.Element("mine")!.Value);
        Assert.DoesNotContain("949", text, StringComparison.Ordinal);
        Assert.EndsWith("https://example.com/mine\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_one_id_and_one_rating_are_the_default()
    {
        var movie = Write(
            "<movie><uniqueid type=\"tvdb\" default=\"true\">1</uniqueid><ratings><rating name=\"x\" default=\"true\"><value>1</value></rating></ratings></movie>"
        );

        Assert.Equal(["tmdb:603:true", "imdb:tt0133093:", "tvdb:1:"], movie.Elements("uniqueid").Select(Shown));
        Assert.Equal(
            ["themoviedb:true", "x:"],
            movie.Descendants("rating").Select(r => $"{(string?)r.Attribute("name")}:{(string?)r.Attribute("default")}")
        );
        Assert.Equal("10", (string?)movie.Descendants("rating").First().Attribute("max"));

        static string Shown(XElement id) => $"{(string?)id.Attribute("type")}:{id.Value}:{(string?)id.Attribute("default")}";
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<movie><playcount>1</playcount></movie>")]
    [InlineData("<movie><b/><a>x</a><genre>Old</genre></movie>\nhttps://www.themoviedb.org/movie/603")]
    [InlineData("<movie xmlns=\"urn:x\"><title>a</title><own xmlns=\"urn:y\">b</own></movie>")]
    public void Written_twice_it_is_the_same_to_the_byte(string? before)
    {
        var once = NfoWriter.Write(before is null ? null : Read(before), Matrix);

        Assert.Equal(once, NfoWriter.Write(NfoFile.Read(once), Matrix));
    }

    [Fact]
    public void An_address_behind_the_movie_stays_behind_it()
    {
        var written = Text(NfoWriter.Write(Read("https://www.themoviedb.org/movie/603\n"), Matrix));

        Assert.EndsWith("</movie>\nhttps://www.themoviedb.org/movie/603\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_written_as_every_player_reads_it()
    {
        var bytes = NfoWriter.Write(null, Matrix);
        var text = Text(bytes);

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<movie>\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.NotEqual(0xef, bytes[0]);
        Assert.Contains("<premiered>1999-03-31</premiered>", text, StringComparison.Ordinal);
        Assert.Contains("A hacker &amp; a choice.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<thumb", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_xml_has_no_place_for_are_left_out()
    {
        var content = Matrix with { Facts = Matrix.Facts with { Plot = "a\u0001b\ud800c\ud83d\ude00\uffff" } };

        Assert.Equal("abc😀", XElement.Parse(Text(NfoWriter.Write(null, content))).Element("plot")!.Value);
    }

    private static XElement Write(string before) => XElement.Parse(Text(NfoWriter.Write(Read(before), Matrix)));

    private static NfoFile Read(string text) => NfoFile.Read(Encoding.UTF8.GetBytes(text));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static IEnumerable<string> Values(XElement movie, params string[] names) => names.Select(name => movie.Element(name)!.Value);
}
