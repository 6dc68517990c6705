using System.Net;
using System.Text;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Players;

/// <summary>The stand-ins have the odd corners of the real ones; without them the other tests would prove nothing.</summary>
[Trait("family", "announce")]
public sealed class NeighbourTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("Application/JSON", 415)]
    [InlineData("application/json", 200)]
    public async Task Kodi_wants_its_type_of_content_and_fails_with_200(string type, int status)
    {
        await using var kodi = new FakeKodi();
        await kodi.StartAsync();

        var (code, text) = await CallAsync(kodi, """{"jsonrpc":"2.0","id":1,"method":"VideoLibrary.Scan","params":{"bogus":1}}""", type);

        Assert.Equal(status, (int)code);
        if (status == 200)
            Assert.Contains("-32602", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kodi_stops_a_scan_for_another_and_says_OK_and_answers_no_call_without_an_id()
    {
        await using var kodi = new FakeKodi { ScanTakes = TimeSpan.FromMinutes(5) };
        await kodi.StartAsync();
        const string Scan = """{"jsonrpc":"2.0","id":1,"method":"VideoLibrary.Scan","params":{"directory":"/nowhere/"}}""";

        Assert.Contains("OK", (await CallAsync(kodi, Scan)).Text, StringComparison.Ordinal);
        Assert.Contains("OK", (await CallAsync(kodi, Scan)).Text, StringComparison.Ordinal);

        Assert.Equal((1, false), (kodi.StoppedScans, kodi.IsScanning));
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(kodi, """{"jsonrpc":"2.0","method":"JSONRPC.Ping"}"""));
    }

    [Theory]
    [InlineData("Authorization", "MediaBrowser Token=\"server-key\"", 204)]
    [InlineData("Authorization", "MediaBrowser Token=server-key", 204)]
    [InlineData("X-Emby-Token", "server-key", 401)]
    [InlineData("X-MediaBrowser-Token", "server-key", 401)]
    [InlineData("Authorization", "Bearer server-key", 401)]
    public async Task Jellyfin_takes_only_the_new_way_to_show_a_key_and_says_204_to_everything(string name, string value, int status)
    {
        await using var jellyfin = new FakeJellyfin();
        await jellyfin.StartAsync();

        var (code, _) = await CallAsync(jellyfin, """{"Updates":[{"Path":"/nowhere","UpdateType":"Created"}]}""", header: (name, value));

        Assert.Equal(status, (int)code);
    }

    [Fact]
    public async Task Plex_speaks_XML_unless_it_is_asked_for_JSON()
    {
        await using var plex = new FakePlex();
        await plex.StartAsync();
        using var client = new HttpClient();

        Assert.StartsWith("<?xml", await client.GetStringAsync(new Uri(plex.Address, "/identity"), Ct), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Code, string Text)> CallAsync(
        FakePlayer player,
        string body,
        string type = "application/json",
        (string Name, string Value)? header = null
    )
    {
        using var client = new HttpClient();
        var path = player is FakeKodi ? "/jsonrpc" : "/Library/Media/Updated";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(player.Address, path));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (header is var (name, value))
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
