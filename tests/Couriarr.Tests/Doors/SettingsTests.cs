using Couriarr.Storage;
using Couriarr.Verbs;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class SettingsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_that_is_none_is_refused(int port) =>
        Assert.Equal(StartupException.Configuration, Refusal(() => Settings.Read("data", "127.0.0.1", port)).ExitCode);

    // Taken for a name, it would be listened on everywhere.
    [Theory]
    [InlineData("localhots")]
    [InlineData("127.0.0.1:8475")]
    [InlineData("http://127.0.0.1")]
    public void An_address_that_is_none_is_refused(string bind) =>
        Assert.Contains($"'{bind}'", Refusal(() => Settings.Read("data", bind, 8475)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:8475")]
    [InlineData("::1", "http://[::1]:8475")]
    [InlineData("[::1]", "http://[::1]:8475")]
    [InlineData("::", "http://127.0.0.1:8475")]
    [InlineData("localhost", "http://localhost:8475")]
    public void Says_where_to_look(string bind, string url) => Assert.Equal(url, Settings.Read("data", bind, 8475).Url);

    [Theory]
    [InlineData("srve")]
    [InlineData("--prot", "80")]
    [InlineData("--port", "many")]
    public async Task A_mistyped_word_is_the_owners_turn(params string[] words) =>
        Assert.Equal(StartupException.Configuration, await CommandLine.RunAsync(words));

    private static StartupException Refusal(Action read) => Assert.Throws<StartupException>(read);
}
