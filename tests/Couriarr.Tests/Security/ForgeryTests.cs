using System.Net;
using System.Net.WebSockets;
using System.Text;
using Couriarr.Doors.Access;
using Couriarr.Doors.Access.Sessions;
using Couriarr.Features.Accounts;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Security;

/// <summary>Another page in the owner's browser can make it send requests with its cookie. None of them changes anything.</summary>
[Trait("family", "doors")]
public sealed class ForgeryTests : IDisposable
{
    private const string Evil = "http://evil.example";
    private const string Deed = "/schedules/cleanup/run";
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    private static readonly Dictionary<string, Func<Browser, string, HttpRequestMessage>> Forgeries = new()
    {
        { "a form", (_, _) => Form(("Origin", Evil), ("Sec-Fetch-Site", "cross-site")) },
        { "a form of a sandboxed frame", (_, _) => Form(("Origin", "null")) },
        { "a form of an old browser", (_, _) => Form() },
        { "a form of a sister domain", (_, _) => Form(("Origin", "http://sister.example"), ("Sec-Fetch-Site", "same-site")) },
        { "a form with our page's token", (_, token) => Filled(token, ("Origin", Evil)) },
        { "a form with our token and no origin", (_, token) => Filled(token) },
        { "a form of ours without its token", (b, _) => Form(("Origin", b.Origin)) },
        { "a form of ours with a made-up token", (b, _) => Filled(new string('0', 64), ("Origin", b.Origin)) },
        { "JSON as plain text", (_, _) => Text("text/plain", ("Origin", Evil)) },
        { "JSON as plain text with nothing said", (_, _) => Text("text/plain") },
        { "JSON with our origin but no header", (b, _) => Text("application/json", ("Origin", b.Origin)) },
        { "fetch without cors", (_, _) => Text("text/plain", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")) },
        { "our header from elsewhere", (_, _) => Text("application/json", ("Origin", Evil), ("X-Couriarr", "1")) },
        { "our host under another port", (b, _) => Text("text/plain", ("Origin", b.Origin + "1"), ("X-Couriarr", "1")) },
        { "our host as a name's beginning", (b, _) => Text("text/plain", ("Origin", b.Origin + ".evil.example"), ("X-Couriarr", "1")) },
        { "two origins", (b, _) => Text("text/plain", ("Origin", $"{b.Origin} {Evil}"), ("X-Couriarr", "1")) },
        {
            "a site that contradicts",
            (b, _) => Text("text/plain", ("Origin", b.Origin), ("Sec-Fetch-Site", "cross-site"), ("X-Couriarr", "1"))
        },
    };

    [Fact]
    public async Task Forged_requests_are_refused()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var token = await browser.TokenOfAsync("/");
        foreach (var (what, forge) in Forgeries)
        {
            using var request = forge(browser, token);
            using var answer = await browser.Client.SendAsync(request, Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden, $"{what}: {answer.StatusCode}");
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task An_image_that_is_fetched_does_nothing_whatever_it_claims()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        foreach (var path in new[] { Deed, "/logout", "/sessions/1/end", $"{Deed}?_method=POST" })
        foreach (var overriding in new[] { "X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method" })
        {
            (string, string)[] said = [("Sec-Fetch-Site", "cross-site"), (overriding, "POST")];
            using var request = Said(new HttpRequestMessage(HttpMethod.Get, path), said);
            using var answer = await browser.Client.SendAsync(request, Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{path}: {answer.StatusCode}");
        }
        Assert.Single(await host.Get<SessionTable>().ListAsync(Ct));
    }

    [Fact]
    public async Task Our_own_pages_are_heard_with_or_without_what_only_new_browsers_say()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var token = await browser.TokenOfAsync("/");
        foreach (
            var request in new[]
            {
                Filled(token, ("Origin", browser.Origin)),
                Filled(token, ("Sec-Fetch-Site", "same-origin")),
                Text("application/json", ("Sec-Fetch-Site", "same-origin"), ("X-Couriarr", "1")),
                Text("application/json", ("Origin", browser.Origin), ("X-Couriarr", "1")),
            }
        )
        {
            using var answer = await browser.Client.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Nobody_is_signed_in_as_somebody_else_by_a_page_of_strangers()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();
        var shown = await browser.TokenOfAsync("/login");
        foreach (var (origin, token) in new[] { (null, ""), (Evil, ""), ("null", ""), (Evil, shown), (browser.Origin, "") })
        {
            (string, string)[] fields = [("name", "admin"), ("password", BrowserHost.Password), ("form_token", token)];
            using var answer = await browser.SendFormAsync("/login", fields, origin);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden, $"{origin}: {answer.StatusCode}");
        }
        Assert.Empty(await host.Get<SessionTable>().ListAsync(Ct));
    }

    [Fact]
    public async Task Whoever_shows_a_key_besides_the_cookie_is_checked_like_any_browser()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var stranger = host.Visit();
        (string, string)[] said = [("X-Api-Key", host.Get<Keys>().Full!.Reveal()), ("Origin", Evil)];

        using var both = await browser.Client.SendAsync(Text("application/json", said), Ct);
        using var keyAlone = await stranger.Client.SendAsync(Text("application/json", said), Ct);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Accepted), (both.StatusCode, keyAlone.StatusCode));
    }

    [Fact]
    public async Task Json_under_the_name_of_plain_text_signs_nobody_in()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();
        using var content = new StringContent($$"""{"name":"admin","password":"{{BrowserHost.Password}}"}""", Encoding.UTF8, "text/plain");
        using var answer = await browser.Client.PostAsync("/login", content, Ct);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData(Evil)]
    [InlineData(null)]
    public async Task A_page_of_strangers_does_not_listen_to_the_live_feed(string? origin)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => ListenAsync(host, browser, origin));
    }

    [Fact]
    public async Task The_live_feed_ends_with_the_session()
    {
        var clock = new FakeClock();
        await using var host = await BrowserHost.StartAsync(_scratch, clock);
        using var browser = await host.SetUpAsync();
        using var socket = await ListenAsync(host, browser, browser.Origin);
        var buffer = new byte[4096];
        await socket.ReceiveAsync(buffer.AsMemory(), Ct);

        await clock.WhenSomebodyWaits(SessionWatch.Pace);
        (await browser.PostAsync("/logout")).Dispose();
        clock.Advance(SessionWatch.Pace);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true)
                await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
        });
    }

    private static async Task<ClientWebSocket> ListenAsync(BrowserHost host, Browser browser, string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", $"couriarr-session={browser.Cookie("couriarr-session")}");
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri(host.Address.Replace("http", "ws", StringComparison.Ordinal) + "/ws"), Ct);
        return socket;
    }

    private static HttpRequestMessage Form(params (string, string)[] said) => Filled("", said);

    private static HttpRequestMessage Filled(string token, params (string, string)[] said) =>
        Said(new HttpRequestMessage(HttpMethod.Post, Deed) { Content = new FormUrlEncodedContent([new("form_token", token)]) }, said);

    private static HttpRequestMessage Text(string type, params (string, string)[] said) =>
        Said(new HttpRequestMessage(HttpMethod.Post, Deed) { Content = new StringContent("{}", Encoding.UTF8, type) }, said);

    private static HttpRequestMessage Said(HttpRequestMessage request, (string Name, string Value)[] said)
    {
        foreach (var (name, value) in said)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
