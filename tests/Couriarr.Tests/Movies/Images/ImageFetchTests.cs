using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Images;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Couriarr.Neighbours;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Movies.Images;

/// <summary>What a host sends in place of a picture is refused with its name; what may pass is asked for again.</summary>
[Trait("family", "dress")]
public sealed class ImageFetchTests
{
    private const string Name = "/poster.jpg";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Lies =>
        new()
        {
            { "html", "is a web page" },
            { "empty", "is empty" },
            { "gone", "is not there any more" },
            { "forbidden", "cannot be had: TMDB's image host answered 403" },
            { "moved", "cannot be had: TMDB's image host answered 302" },
            { "png as jpeg", "is a Png that was sent as image/jpeg" },
            { "jpeg as html", "is a Jpeg that was sent as text/html" },
            { "webp", "is a WebP, which older players cannot show" },
            { "small", "is 160×240 pixels large, though 600×900 were promised" },
            { "endless", "cannot be had: TMDB's image host: The answer is longer than" },
        };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task EXP38_a_lie_is_refused(string lie, string words)
    {
        await using var images = await FakeImages.StartAsync();
        images.Oddities[Name] = Answer(lie);
        using var http = new OutsideHttp();
        using var fetch = new ImageFetch(http, TimeProvider.System);

        var e = await Assert.ThrowsAsync<NoImageException>(() => fetch.GetAsync(Candidate(images), Ct));

        Assert.StartsWith(words, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCodes.Status429TooManyRequests, true)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, false)]
    public async Task A_bad_day_of_the_host_passes(int status, bool isLimit)
    {
        await using var images = await FakeImages.StartAsync();
        images.Oddities[Name] = FakeImages.Page(status, "Later.");
        using var http = new OutsideHttp();
        using var fetch = new ImageFetch(http, TimeProvider.System);

        var e = await Assert.ThrowsAsync<TransientException>(() => fetch.GetAsync(Candidate(images), Ct));

        Assert.Equal(isLimit, e.IsLimit);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/jpg")]
    [InlineData("application/octet-stream")]
    public async Task A_picture_is_taken_as_what_it_is(string type)
    {
        await using var images = await FakeImages.StartAsync();
        var picture = new DrawnImage(1, 600, 900).Jpeg();
        images.Oddities[Name] = Results.Bytes(picture, type);
        using var http = new OutsideHttp();
        using var fetch = new ImageFetch(http, TimeProvider.System);

        var (bytes, header) = await fetch.GetAsync(Candidate(images), Ct);

        Assert.Equal(picture, bytes);
        Assert.Equal(new ImageHeader(ImageFormat.Jpeg, 600, 900), header);
    }

    private static IResult Answer(string lie) =>
        lie switch
        {
            "html" => FakeImages.Page(StatusCodes.Status200OK, "We are not well."),
            "empty" => Results.Bytes([], "image/jpeg"),
            "gone" => FakeImages.Page(StatusCodes.Status404NotFound, "Gone."),
            "forbidden" => FakeImages.Page(StatusCodes.Status403Forbidden, "No."),
            "moved" => Results.Redirect("http://127.0.0.1:9/elsewhere.jpg"),
            "png as jpeg" => Results.Bytes(Pictures.Read("rgb.png"), "image/jpeg"),
            "jpeg as html" => Results.Bytes(Pictures.Read("baseline.jpg"), "text/html"),
            "webp" => Results.Bytes(Pictures.Read("lossy.webp"), "image/webp"),
            "small" => Results.Bytes(Pictures.Read("baseline.jpg"), "image/jpeg"),
            _ => Results.Stream(new Endless(), "image/jpeg"),
        };

    private static Candidate Candidate(FakeImages images) =>
        new(ArtworkType.Poster, "tmdb", Name, new Uri($"{images.Address}/original{Name}")) { Width = 600, Height = 900 };

    /// <summary>Begins as a picture and never ends.</summary>
    private sealed class Endless : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => 0;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
