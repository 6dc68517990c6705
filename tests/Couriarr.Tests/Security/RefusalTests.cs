using System.Net;
using Couriarr.Features.Outside;
using Couriarr.Tests.Doors;
using static Couriarr.Tests.Doors.Scrape;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

[Trait("family", "doors")]
public sealed class RefusalTests
{
    [Fact]
    public async Task Who_is_not_let_in_is_counted_by_the_reason()
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Get, "/jobs"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger, HttpMethod.Post, "/backups", ("X-Api-Key", ReadOnly)));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAsync(stranger, HttpMethod.Get, "/jobs", ("Host", "evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger, HttpMethod.Post, "/login", ("Origin", "http://evil.example")));
        var metrics = await MetricsAsync(host);

        foreach (var reason in new[] { "unknown", "not_allowed", "wrong_name", "forged" })
            Assert.Equal(1, Value(metrics, $"couriarr_refusals_total{{reason=\"{reason}\"}}"));
        Assert.Equal(0, Value(metrics, "couriarr_refusals_total{reason=\"shut_out\"}"));
    }

    [Theory]
    [InlineData("192.168.1.9", HttpStatusCode.OK)]
    [InlineData("203.0.113.9", HttpStatusCode.Unauthorized)]
    public async Task X21_webhooks_from_anybody_are_those_from_home(string address, HttpStatusCode status)
    {
        var trusting = Options with
        {
            Auth = Options.Auth with { AllowUnauthenticatedWebhooks = true },
            Server = Options.Server with { TrustedProxies = ["127.0.0.1"] },
        };
        await using var host = await StartAsync(trusting);
        using var app = Stranger(host);

        Assert.Equal(status, await StatusAsync(app, HttpMethod.Post, "/webhooks/hd", ("X-Forwarded-For", address)));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("fd12::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("2606:4700::1", false)]
    public void X21_home_is_what_no_router_passes_on(string address, bool isHome) =>
        Assert.Equal(isHome, Addresses.IsAtHome(IPAddress.Parse(address)));

    [Fact]
    public async Task S19_the_versions_that_a_scanner_asks_for_are_told_to_the_household_alone()
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Get, "/system"));
        var system = await host.GetAsync("/system");
        Assert.StartsWith(".NET 10.", system.GetProperty("runtime").GetString(), StringComparison.Ordinal);
        Assert.Matches(@"^3\.\d+\.\d+$", system.GetProperty("sqlite").GetString());
        Assert.Matches(@"^3\.\d+", system.GetProperty("rsync").GetString());
    }
}
