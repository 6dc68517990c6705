using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Tmdb;

namespace Couriarr.Tests.Movies.Tmdb;

/// <summary>What TMDB says is read, and what it leaves empty is not known.</summary>
[Trait("family", "dress")]
public sealed class MovieReaderTests
{
    private static readonly ImageAddresses Original = new(new Uri("https://images/t/p/"), new Dictionary<string, int>());

    [Fact]
    public void Empty_words_and_noughts_are_nothing()
    {
        var facts = Read(
            """
            {"title":"","original_title":"Heat","overview":"","tagline":"","runtime":0,"release_date":"","vote_average":0.0,"vote_count":0,
            "belongs_to_collection":null,"genres":[],"credits":{"cast":[],"crew":[]},"imdb_id":null}
            """
        );
        Assert.Equal("Heat", facts.Title);
        Assert.Equal((null, null, null, null), (facts.Plot, facts.Tagline, facts.Runtime, facts.Premiered));
        Assert.Equal((null, null, null), (facts.Set, facts.Trailer, facts.Certification));
        Assert.Empty(facts.Ratings);
        Assert.Empty(facts.Cast);
    }

    [Theory]
    [InlineData("US:1:,US:3:R", "US", "R")]
    [InlineData("US:1:NC-17,US:3:R", "US", "R")]
    [InlineData("US:5:Unrated,US:4:PG", "us", "PG")]
    [InlineData("US:1:,US:6:TV-14", "US", "TV-14")]
    [InlineData("US:3:,US:1:", "US", null)]
    [InlineData("DE:3:12", "US", null)]
    [InlineData("DE:3:12,US:3:R", "DE", "12")]
    [InlineData("", "US", null)]
    public void The_age_rating_is_the_cinemas_first_that_is_not_empty(string releases, string country, string? expected)
    {
        var results = releases
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(':'))
            .GroupBy(one => one[0])
            .Select(one => new
            {
                iso_3166_1 = one.Key,
                release_dates = one.Select(date => new { type = int.Parse(date[1]), certification = date[2] }),
            });
        var json = JsonSerializer.SerializeToElement(new { release_dates = new { results } });
        Assert.Equal(expected, Certificate.Of(json, country));
    }

    [Fact]
    public void Who_made_it_is_told_once_and_who_plays_in_their_order()
    {
        var facts = Read(
            """
            {"credits":{"cast":[{"name":"B","character":"Bee","order":1},{"name":"A","character":"","order":0},{"character":"nobody"}],
            "crew":[{"name":"D","job":"Director","department":"Directing"},{"name":"W","job":"Screenplay","department":"Writing"},
            {"name":"W","job":"Writer","department":"Writing"},{"name":"N","job":"Novel","department":"Writing"},
            {"name":"P","job":"Writer","department":"Production"},{"name":"D","job":"Director","department":"Directing"}]}}
            """
        );
        Assert.Equal([new Actor("A", null, 0), new Actor("B", "Bee", 1)], facts.Cast);
        Assert.Equal(["D"], facts.Directors);
        Assert.Equal(["W"], facts.Writers);
    }

    [Theory]
    [InlineData("a:YouTube:Trailer:0,b:YouTube:Trailer:1", "b")]
    [InlineData("a:Vimeo:Trailer:1,b:YouTube:Teaser:1,c:YouTube:Trailer:0", "c")]
    [InlineData("b:YouTube:Trailer:1,a:YouTube:Trailer:1", "a")]
    [InlineData("a:YouTube:Clip:1", null)]
    public void The_trailer_is_an_official_one_of_YouTube(string videos, string? expected)
    {
        var results = videos
            .Split(',')
            .Select(one => one.Split(':'))
            .Select(one => new
            {
                key = one[0],
                site = one[1],
                type = one[2],
                official = one[3] == "1",
            });
        Assert.Equal(expected, Read(JsonSerializer.Serialize(new { videos = new { results } })).Trailer);
    }

    [Fact]
    public void A_rating_carries_the_name_that_players_know() =>
        Assert.Equal([new Rating("themoviedb", 8217, 26_000)], Read("""{"vote_average":8.217,"vote_count":26000}""").Ratings);

    [Fact]
    public void Three_words_for_no_language_are_one()
    {
        var pictures = PictureReader.Read(
            Json(
                """
                {"posters":[{"file_path":"/a.jpg","width":10,"height":10,"iso_639_1":null},{"file_path":"/b.jpg","width":10,"height":10,"iso_639_1":"xx"},
                {"file_path":"/c.jpg","width":10,"height":10,"iso_639_1":""},{"file_path":"/d.jpg","width":10,"height":10,"iso_639_1":"de"}],
                "backdrops":[{"file_path":"/e.jpg","width":10,"height":10,"iso_639_1":"de"},{"file_path":"/f.jpg","width":10,"height":10,"iso_639_1":null}]}
                """
            ),
            Original
        );
        Assert.Equal([null, null, null, "de"], pictures.Where(one => one.Type is ArtworkType.Poster).Select(one => one.Language));
        Assert.Equal(["/e.jpg", "/f.jpg"], pictures.Where(one => one.Type is ArtworkType.Fanart).Select(one => one.Path));
        Assert.Equal(["/e.jpg"], pictures.Where(one => one.Type is ArtworkType.Landscape).Select(one => one.Path));
        Assert.Equal("https://images/t/p/original/a.jpg", pictures[0].Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("//evil.example/a.jpg")]
    [InlineData("/../../movie/603")]
    [InlineData("/a.jpg?x=1")]
    [InlineData("@evil.example/a.jpg")]
    [InlineData("")]
    public void A_name_that_leads_elsewhere_is_none(string path) =>
        Assert.Empty(
            PictureReader.Read(
                JsonSerializer.SerializeToElement(
                    new
                    {
                        posters = new[]
                        {
                            new
                            {
                                file_path = path,
                                width = 600,
                                height = 900,
                            },
                        },
                    }
                ),
                Original
            )
        );

    private static MovieFacts Read(string json) => MovieReader.Read(Json(json), new LibraryOptions());

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
