using System.Net;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Security;

/// <summary>Behind a reverse proxy that speaks TLS, or below a path, people come in as they do without one.</summary>
[Trait("family", "doors")]
public sealed class ProxyTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_a_trusted_proxy_says_of_tls_makes_the_cookie_safe_for_it()
    {
        var server = new ServerOptions { TrustedProxies = ["127.0.0.1"], AllowedHosts = ["couriarr.example"] };
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password, server: server);
        using var browser = BehindTls(host);

        var cookie = await SignInAsync(browser);

        Assert.StartsWith("__Host-couriarr-session=", cookie, StringComparison.Ordinal);
        Assert.EndsWith("; path=/; secure; samesite=strict; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stranger_says_of_tls_does_not_count()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, server: new ServerOptions { AllowedHosts = ["couriarr.example"] });
        using var browser = BehindTls(host);
        using var page = await browser.GetAsync("/setup");
        Assert.StartsWith("couriarr-visit=", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_a_path_every_way_stays_below_it()
    {
        var server = new ServerOptions { BasePath = "/couriarr" };
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password, server: server);
        using var browser = host.Visit();

        using var first = await browser.GetAsync("/couriarr/");
        Assert.Equal("/couriarr/login", first.Headers.Location?.ToString());
        (string, string)[] fields = [("name", "admin"), ("password", BrowserHost.Password)];
        using var done = await browser.SubmitAsync("/couriarr/login", fields);
        Assert.Equal((HttpStatusCode.SeeOther, "/couriarr/"), (done.StatusCode, done.Headers.Location?.ToString()));

        using var led = await browser.GetAsync("/couriarr/");
        Assert.Equal("/couriarr/ui/welcome", led.Headers.Location?.ToString());
        using var later = await browser.GetAsync("/couriarr/ui/welcome/later");
        Assert.Equal("/couriarr/", later.Headers.Location?.ToString());
        var home = await browser.ReadAsync("/couriarr/");
        Assert.Contains("<h1>Overview</h1>", home, StringComparison.Ordinal);
        Assert.DoesNotMatch("(href|action)=\"/(?!couriarr/)", home);
        Assert.DoesNotContain("<h1>Overview", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    // As it arrives from a proxy: in clear, with a word about how it came there.
    private static Browser BehindTls(BrowserHost host)
    {
        var browser = host.Visit();
        browser.Client.DefaultRequestHeaders.Host = "couriarr.example";
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        return browser;
    }

    // The test's own cookie jar would not send a secure cookie in clear.
    private static async Task<string> SignInAsync(Browser browser)
    {
        using var page = await browser.GetAsync("/login");
        var visit = page.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.StartsWith("__Host-couriarr-visit=", visit, StringComparison.Ordinal);
        browser.Client.DefaultRequestHeaders.Add("Cookie", visit);
        (string, string)[] fields =
        [
            ("name", "admin"),
            ("password", BrowserHost.Password),
            ("form_token", await browser.TokenOfAsync("/login")),
        ];
        using var answer = await browser.SendFormAsync("/login", fields, "https://couriarr.example");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single(c => c.Contains("-session", StringComparison.Ordinal));
    }
}
