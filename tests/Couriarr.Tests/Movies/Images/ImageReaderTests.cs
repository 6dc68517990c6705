using System.Buffers.Binary;
using System.Text;
using Couriarr.Features.Movies.Images;
using Couriarr.Features.Movies.Images.Looks;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Movies.Images;

/// <summary>What bytes are is read from the bytes, and whatever they are, the worst that comes of it is a refusal.</summary>
[Trait("family", "dress")]
public sealed class ImageReaderTests
{
    [Theory]
    [InlineData("baseline.jpg", ImageFormat.Jpeg, 160, 240)]
    [InlineData("progressive.jpg", ImageFormat.Jpeg, 160, 240)]
    [InlineData("odd.jpg", ImageFormat.Jpeg, 155, 233)]
    [InlineData("arithmetic.jpg", ImageFormat.Jpeg, 160, 240)]
    [InlineData("rgb.png", ImageFormat.Png, 160, 240)]
    [InlineData("palette.png", ImageFormat.Png, 160, 240)]
    [InlineData("lossy.webp", ImageFormat.Webp, 160, 240)]
    [InlineData("lossless.webp", ImageFormat.Webp, 160, 240)]
    internal void Tells_format_and_size(string name, ImageFormat format, int width, int height) =>
        Assert.Equal(new ImageHeader(format, width, height), ImageReader.Read(Pictures.Read(name)));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<!DOCTYPE html><html>Sorry</html>", "is a web page")]
    [InlineData(" \n<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG, which players cannot show")]
    [InlineData("""{"error":"rate limited"}""", "is a JSON text")]
    [InlineData("GIF89a123456789", "is a GIF, which players do not take as artwork")]
    [InlineData("MZ this is a program", "is no image of a kind that is known")]
    public void Says_what_it_is_instead(string text, string words) => Assert.Equal(words, Refusal(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void An_image_that_breaks_off_is_refused()
    {
        Assert.Equal("is a JPEG that breaks off", Refusal(Pictures.Read("baseline.jpg")[..^200]));
        Assert.Equal("is a PNG that breaks off", Refusal(Pictures.Read("rgb.png")[..^200]));
        Assert.Equal("is a WebP that breaks off", Refusal(Pictures.Read("lossy.webp")[..^200]));
    }

    [Theory]
    [InlineData(0, 900)]
    [InlineData(600, 0)]
    [InlineData(60_000, 60_000)]
    [InlineData(16_000, 16_000)]
    [InlineData(-1, 900)]
    public void A_size_that_no_picture_has_is_refused(int width, int height)
    {
        var bytes = Pictures.Read("rgb.png");
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        Assert.StartsWith("claims to be ", Refusal(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_damaged_inside_is_refused_when_it_is_looked_at()
    {
        var png = Pictures.Read("grey.png");
        png.AsSpan(200, 400).Clear();
        Assert.Equal("is a PNG whose picture is damaged", Assert.Throws<NoImageException>(() => LookAt(png)).Message);

        var jpeg = Pictures.Read("baseline.jpg");
        byte[] cut = [.. jpeg[..^900], 0xFF, 0xD9];
        Assert.Equal("is a JPEG whose picture breaks off", Assert.Throws<NoImageException>(() => LookAt(cut)).Message);
    }

    [Fact]
    public void Whatever_happens_to_the_bytes_it_is_read_or_refused()
    {
        var refused = 0;
        foreach (var name in Pictures.All)
        {
            var (whole, dice) = (Pictures.Read(name), new Random(name.Length));
            for (var round = 0; round < 150; round++)
            {
                var bytes = whole[..(round % 3 == 0 ? dice.Next(whole.Length) : whole.Length)];
                for (var hit = 0; hit < 1 + (round % 8) && bytes.Length > 0; hit++)
                    bytes[dice.Next(Math.Min(bytes.Length, round % 2 == 0 ? 700 : bytes.Length))] = (byte)dice.Next(256);
                refused += IsRefused(bytes) ? 1 : 0;
            }
        }
        Assert.True(refused > 100, $"{refused}");
    }

    [Fact]
    public void The_neighbours_pictures_are_true_ones()
    {
        var drawn = new DrawnImage(7, 600, 900);
        Assert.Equal(new ImageHeader(ImageFormat.Jpeg, 600, 900), ImageReader.Read(drawn.Jpeg()));
        Assert.Equal(new ImageHeader(ImageFormat.Png, 600, 900), ImageReader.Read(drawn.Png()));
    }

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            LookAt(bytes);
            return false;
        }
        catch (NoImageException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Message));
            return true;
        }
    }

    private static long? LookAt(byte[] bytes) => Look.Of(bytes, ImageReader.Read(bytes));

    private static string Refusal(byte[] bytes) => Assert.Throws<NoImageException>(() => ImageReader.Read(bytes)).Message;
}
