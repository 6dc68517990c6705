using System.Net;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Doors;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>CVE-2026-30975: Sonarr took a header's word that its caller was at home. Here only proxies that the owner named are believed.</summary>
[Trait("family", "doors")]
public sealed class SonarrLocalAddressTests
{
    private const string Proxy = "127.0.0.2";

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "::1")]
    [InlineData("X-Forwarded-For", "::ffff:127.0.0.1")]
    [InlineData("X-Forwarded-For", "10.0.0.1, 192.168.1.1, 127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1;proto=https")]
    [InlineData("X-Original-URL", "/health")]
    [InlineData("X-Rewrite-URL", "/health")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Prefix", "/health")]
    [InlineData("X-HTTP-Method-Override", "GET")]
    public async Task S07_no_header_changes_who_one_is(string header, string value)
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host, Proxy);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Get, "/jobs", (header, value)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Post, "/queue/cancel", (header, value)));
        Assert.Equal($"{Proxy} http", await WhenceAsync(stranger, (header, value)));
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("203.0.113.9, 127.0.0.3", "203.0.113.9")]
    [InlineData("198.51.100.1, 203.0.113.9, 127.0.0.3", "203.0.113.9")]
    [InlineData("unknown", Proxy)]
    public async Task S07_a_named_proxy_is_believed_as_far_as_it_was_named(string said, string understood)
    {
        await using var host = await StartAsync(Trusting(Proxy, "127.0.0.3/32"));
        using var proxy = Stranger(host, Proxy);
        using var other = Stranger(host, "127.0.0.4");

        Assert.Equal($"{understood} http", await WhenceAsync(proxy, ("X-Forwarded-For", said)));
        Assert.Equal("127.0.0.4 http", await WhenceAsync(other, ("X-Forwarded-For", said)));
        Assert.Equal($"{Proxy} http", await WhenceAsync(proxy, ("X-Real-IP", said)));
        Assert.Equal("203.0.113.9 https", await WhenceAsync(proxy, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https")));
    }

    [Fact]
    public async Task S07_the_variable_that_makes_the_framework_believe_everybody_does_nothing()
    {
        const string Variable = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";
        Environment.SetEnvironmentVariable(Variable, "true");
        try
        {
            await using var host = await StartAsync();
            using var stranger = Stranger(host, Proxy);

            Assert.Equal($"{Proxy} http", await WhenceAsync(stranger, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https")));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public async Task S07_being_at_home_opens_nothing()
    {
        await using var host = await StartAsync(Trusting(Proxy));
        using var proxy = Stranger(host, Proxy);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(proxy, HttpMethod.Get, "/jobs", ("X-Forwarded-For", "127.0.0.1")));
    }

    private static CouriarrOptions Trusting(params string[] proxies) => Options with { Server = new() { TrustedProxies = proxies } };

    private static async Task<string> WhenceAsync(HttpClient client, params (string, string)[] headers)
    {
        using var answer = await SendAsync(client, HttpMethod.Get, "/whence", headers);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
