using System.Net;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>A page on the web can give its own name our address: the browser then takes us for that page's server.</summary>
[Trait("family", "doors")]
public sealed class RebindingTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8475")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("couriarr.example.org.evil.example")]
    public async Task A_foreign_name_is_misdirected_for_those_who_have_shown_no_key(string name)
    {
        await using var host = await StartAsync(Options with { Server = new() { AllowedHosts = ["couriarr.example.org"] } });
        using var stranger = Stranger(host);
        foreach (var path in new[] { "/jobs", "/", "/whence", "/login", "/api-docs" })
            Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAsync(stranger, HttpMethod.Get, path, ("Host", name)));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAsync(stranger, HttpMethod.Post, "/webhooks/hd", ("Host", name)));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8475")]
    [InlineData("192.168.1.20:8475")]
    [InlineData("[fd00::1]:8475")]
    [InlineData("couriarr.example.org")]
    [InlineData("Couriarr.Example.Org.:443")]
    [InlineData("(this machine)")]
    public async Task Our_own_names_are_known(string name)
    {
        await using var host = await StartAsync(Options with { Server = new() { AllowedHosts = ["couriarr.example.org"] } });
        using var stranger = Stranger(host);
        var own = name == "(this machine)" ? Environment.MachineName : name;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, HttpMethod.Get, "/whence", ("Host", own)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Get, "/jobs", ("Host", own)));
    }

    [Fact]
    public async Task Health_is_told_under_any_name_and_so_is_everything_to_a_key()
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host);
        var name = ("Host", "couriarr");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, HttpMethod.Get, "/health", name));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, HttpMethod.Get, "/ready", name));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, HttpMethod.Post, "/webhooks/hd", name, ("X-Webhook-Secret", Hd)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, HttpMethod.Get, "/metrics", name, ("X-Api-Key", MetricsToken)));
    }

    [Fact]
    public async Task Who_names_no_host_at_all_is_no_browser()
    {
        await using var host = await StartAsync();
        Assert.Contains(" 200 ", await RawHttp.AskAsync(host, "GET /health HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
        Assert.Contains(" 401 ", await RawHttp.AskAsync(host, "GET /jobs HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
    }
}
