using Couriarr.Features.Movies.Images;
using Couriarr.Features.Movies.Images.Looks;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Movies.Images;

/// <summary>The same picture looks the same however it was written; another does not.</summary>
[Trait("family", "dress")]
public sealed class LookTests
{
    [Theory]
    [InlineData("progressive.jpg")]
    [InlineData("restarts.jpg")]
    [InlineData("grey.jpg")]
    [InlineData("unsampled.jpg")]
    [InlineData("odd.jpg")]
    [InlineData("rgb.png")]
    [InlineData("grey.png")]
    [InlineData("four.png")]
    [InlineData("palette.png")]
    public void EXP38_one_picture_in_another_form_is_a_twin(string name)
    {
        var distance = Look.Distance(Of("baseline.jpg"), Of(name));
        Assert.True(distance < Look.Twins, $"{name}: {distance}");
    }

    [Theory]
    [InlineData("baseline.jpg")]
    [InlineData("rgb.png")]
    public void EXP38_another_picture_is_none(string name) => Assert.InRange(Look.Distance(Of(name), Of("other.jpg")), Look.Twins * 2, 64);

    [Theory]
    [InlineData("arithmetic.jpg")]
    [InlineData("interlaced.png")]
    [InlineData("lossy.webp")]
    [InlineData("lossless.webp")]
    public void What_is_not_decoded_has_no_look(string name)
    {
        var bytes = Pictures.Read(name);
        Assert.Null(Look.Of(bytes, ImageReader.Read(bytes)));
    }

    [Fact]
    public void Size_and_format_do_not_matter()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var look = Of(new DrawnImage(seed, 600, 900).Jpeg());
            Assert.True(Look.AreTwins(look, Of(new DrawnImage(seed, 1000, 1500).Jpeg())), $"{seed}");
            Assert.True(Look.AreTwins(look, Of(new DrawnImage(seed, 300, 450).Png())), $"{seed}");
        }
    }

    [Fact]
    public void A_hundred_pictures_have_hardly_any_twins_among_them()
    {
        var looks = Enumerable.Range(0, 100).Select(seed => Of(new DrawnImage(seed, 320, 480).Jpeg())).ToList();
        var twins = looks.SelectMany((one, i) => looks.Skip(i + 1).Where(other => Look.AreTwins(one, other))).Count();
        Assert.InRange(twins, 0, 5);
    }

    [Fact]
    public void A_plain_surface_is_like_another_one()
    {
        var (dark, light) = (new GreyImage(40, 60), new GreyImage(90, 60));
        Array.Fill(dark.Shades, (byte)20);
        Array.Fill(light.Shades, (byte)220);
        Assert.True(Look.AreTwins(Look.Of(dark), Look.Of(light)));
    }

    private static long Of(string name) => Of(Pictures.Read(name));

    private static long Of(byte[] bytes) => Look.Of(bytes, ImageReader.Read(bytes))!.Value;
}
