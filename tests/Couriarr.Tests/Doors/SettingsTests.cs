using Couriarr.Storage;
using Couriarr.Verbs;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class SettingsTests
{
    [Theory]
    [InlineData("srve")]
    [InlineData("--prot", "80")]
    [InlineData("serve", "--port", "65536")]
    [InlineData("serve", "--bind", "localhots")]
    [InlineData("serve", "--bind", "127.0.0.1:8475")]
    public async Task A_mistyped_word_is_the_owners_turn(params string[] words) =>
        Assert.Equal(StartupException.Configuration, await CommandLine.RunAsync(words));
}
