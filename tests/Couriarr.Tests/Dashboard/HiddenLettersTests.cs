using Couriarr.Dashboard.Frame;

namespace Couriarr.Tests.Dashboard;

[Trait("family", "browser")]
public sealed class HiddenLettersTests
{
    [Theory]
    [InlineData("Am&#xE9;lie", "Amélie")]
    [InlineData("&#x5343;&#x3068;", "千と")]
    [InlineData("a&#x202E;b", @"a\u202Eb")]
    [InlineData("a&#x200B;b", @"a\u200Bb")]
    [InlineData("&#x1F4FA;", "&#x1F4FA;")]
    [InlineData("&#xE0001;", @"\U000E0001")]
    [InlineData("&#x22;&#x27;&#x3C;", "&#x22;&#x27;&#x3C;")]
    [InlineData("line&#xA;line", "line&#xA;line")]
    [InlineData("bell&#x7;", @"bell\x07")]
    [InlineData("&#xD800;", "&#xD800;")]
    public void Letters_are_letters_again_and_what_hides_is_spelled_out(string rendered, string shown) =>
        Assert.Equal(shown, HiddenLetters.SpellOut(rendered));
}
