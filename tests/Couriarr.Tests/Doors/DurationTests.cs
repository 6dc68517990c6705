using Couriarr.Features.Configuration;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class DurationTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("15m", 900)]
    [InlineData("6h", 21600)]
    [InlineData("2d", 172800)]
    [InlineData("1w", 604800)]
    [InlineData("1y", 31536000)]
    [InlineData("900", 900)]
    [InlineData("1.5h", 5400)]
    [InlineData(" 10 m ", 600)]
    public void Reads_what_people_write(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-5m")]
    [InlineData("5 fortnights")]
    [InlineData("1h30m")]
    [InlineData("999999999999y")]
    public void Refuses_what_is_no_duration(string? text) => Assert.False(Duration.TryParse(text, out _));
}
