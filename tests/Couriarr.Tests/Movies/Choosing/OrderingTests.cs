using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Choosing;

namespace Couriarr.Tests.Movies.Choosing;

/// <summary>Language, votes, size, name: the same images stand in the same order, and each knows why.</summary>
[Trait("family", "dress")]
public sealed class OrderingTests
{
    private static readonly Ordering English = new(new Tongues("en", "fr"));
    private static readonly Ordering German = new(new Tongues("de", "fr"));

    [Fact]
    public void META04_posters_stand_by_language_first()
    {
        var posters = new[] { "es", "fr", null, "de", "en" }.Select(language => Poster($"/{language ?? "none"}", language));

        Assert.Equal(["/de", "/en", "/none", "/fr", "/es"], Names(German.Of(posters)));
        Assert.Equal(["/en", "/none", "/fr", "/de", "/es"], Names(English.Of(posters)));
    }

    [Fact]
    public void A_background_without_text_is_better_than_any_other()
    {
        var backdrops = new[] { "en", null, "es", "fr", "de" }.Select(language =>
            Wide($"/{language ?? "none"}", language) with
            {
                Vote = language is null ? 1000 : 9000,
                Votes = 500,
            }
        );
        Assert.Equal(["/none", "/de", "/en", "/fr", "/es"], Names(German.Of(backdrops)));
    }

    [Fact]
    public void A_landscape_needs_a_title()
    {
        var ordered = German.Of(
            new[] { "en", null, "de" }.Select(language => Wide($"/{language ?? "none"}", language) with { Type = ArtworkType.Landscape })
        );
        Assert.Equal(["/de", "/en"], Names(ordered));
        Assert.Equal("Refused: it has no title on it.", ordered[^1].Why);
    }

    [Theory]
    [InlineData(9000, 1, 5600, 40)]
    [InlineData(10_000, 2, 7000, 400)]
    [InlineData(0, 0, 5100, 3)]
    [InlineData(4000, 300, 5000, 0)]
    public void Few_votes_count_little(int vote, int votes, int better, int after)
    {
        var (loud, steady) = (Poster("/a") with { Vote = vote, Votes = votes }, Poster("/b") with { Vote = better, Votes = after });
        Assert.Equal(["/b", "/a"], Names(English.Of([loud, steady])));
    }

    [Fact]
    public void Then_the_larger_then_the_first_in_the_alphabet()
    {
        var ordered = English.Of([Poster("/b"), Poster("/c") with { Width = 2000, Height = 3000 }, Poster("/a")]);
        Assert.Equal(["/c", "/a", "/b"], Names(ordered));
        Assert.Equal(
            [
                "The first: in 'en', 5.00 after 0 votes, 2000×3000.",
                "Behind /c: 1000×1500, not 2000×3000.",
                "Behind /a: as good, and later in the alphabet.",
            ],
            ordered.Select(one => one.Why)
        );
    }

    [Fact]
    public void Each_is_told_what_decided_against_it()
    {
        var ordered = German.Of([Poster("/a", "de") with { Vote = 6000, Votes = 10 }, Poster("/b", "de"), Poster("/c", null)]);
        Assert.Equal(
            [
                "The first: in 'de', 5.50 after 10 votes, 1000×1500.",
                "Behind /a: 5.00 after 0 votes, not 5.50 after 10.",
                "Behind /b: without text, not in 'de'.",
            ],
            ordered.Select(one => one.Why)
        );
    }

    [Theory]
    [InlineData(ArtworkType.Poster, 1000, 1500, null)]
    [InlineData(ArtworkType.Poster, 1000, 1426, null)]
    [InlineData(ArtworkType.Poster, 1000, 1200, "1000×1200 is of another form")]
    [InlineData(ArtworkType.Poster, 480, 720, "480×720 is smaller than 500×750")]
    [InlineData(ArtworkType.Fanart, 1920, 1080, null)]
    [InlineData(ArtworkType.Fanart, 1000, 562, "1000×562 is smaller than 1280×720")]
    [InlineData(ArtworkType.Fanart, 2000, 3000, "2000×3000 is of another form")]
    [InlineData(ArtworkType.Clearlogo, 400, 30, null)]
    [InlineData(ArtworkType.Clearlogo, 399, 200, "399×200 is smaller than 400×1")]
    [InlineData(ArtworkType.Discart, 1000, 1000, null)]
    [InlineData(ArtworkType.Banner, 1000, 185, null)]
    [InlineData(ArtworkType.Clearart, 1000, 562, null)]
    [InlineData(ArtworkType.Poster, 0, 0, "it has no size")]
    internal void What_cannot_be_worn_is_refused(ArtworkType type, int width, int height, string? words)
    {
        var one = Assert.Single(English.Of([Poster("/a") with { Type = type, Width = width, Height = height }]));
        Assert.Equal(
            (words is null ? 0 : null, words is null ? null : $"Refused: {words}."),
            (one.Place, one.Place is null ? one.Why : null)
        );
    }

    [Fact]
    public void A_drawing_of_lines_is_refused() =>
        Assert.Equal("Refused: it is an SVG, which players cannot show.", Assert.Single(English.Of([Poster("/logo.svg")])).Why);

    [Fact]
    public void The_same_images_in_any_order_come_out_the_same()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var dice = new Random(seed);
            var all = Enumerable.Range(0, dice.Next(1, 60)).Select(n => Any(dice, n % 40)).ToList();
            var expected = English.Of(all);
            var shuffled = all.ToArray();
            dice.Shuffle(shuffled);
            Assert.Equal(expected, English.Of(shuffled));
            Assert.Equal(expected, English.Of(expected));
            Assert.Equal(expected, English.Of([.. shuffled, .. all]));
        }
    }

    private static Candidate Any(Random dice, int number) =>
        new(ArtworkTypes.All[dice.Next(3)], dice.Next(2) == 0 ? "tmdb" : "fanart", $"/{number}.jpg", new Uri($"http://a/{number}.jpg"))
        {
            Language = new[] { null, "en", "fr", "de" }[number % 4],
            Width = 400 + (number * 100),
            Height = 700 + (number * 50),
            Votes = number % 5,
            Vote = number % 3 * 3000,
        };

    private static Candidate Poster(string path, string? language = "en") =>
        new(ArtworkType.Poster, "tmdb", path, new Uri($"http://images{path}"))
        {
            Language = language,
            Width = 1000,
            Height = 1500,
        };

    private static Candidate Wide(string path, string? language) =>
        Poster(path, language) with
        {
            Type = ArtworkType.Fanart,
            Width = 1920,
            Height = 1080,
        };

    private static IEnumerable<string> Names(IEnumerable<Candidate> ordered) =>
        ordered.Where(one => one.Place is not null).Select(one => one.Path);
}
