using Couriarr.Storage;
using Couriarr.Tests.Configuration;
using Couriarr.Verbs;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class SettingsTests
{
    // Taken for a name, it would be listened on everywhere.
    [Theory]
    [InlineData("localhots")]
    [InlineData("127.0.0.1:8475")]
    [InlineData("http://127.0.0.1")]
    public void An_address_that_is_none_is_refused(string bind)
    {
        using var room = new ConfigRoom();
        var (code, output, error) = room.Run("config", "check", "--bind", bind);
        Assert.Equal(StartupException.Configuration, code);
        Assert.Contains("server.bind must be an address of this machine", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("srve")]
    [InlineData("--prot", "80")]
    [InlineData("serve", "--port", "65536")]
    [InlineData("serve", "--bind", "localhots")]
    [InlineData("serve", "--bind", "127.0.0.1:8475")]
    public async Task A_mistyped_word_is_the_owners_turn(params string[] words) =>
        Assert.Equal(StartupException.Configuration, await CommandLine.RunAsync(words));
}
