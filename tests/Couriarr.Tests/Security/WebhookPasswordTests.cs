using System.Net;
using System.Text;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>Radarr and Sonarr send their password with the first request, and in Latin-1, where everybody else writes UTF-8.</summary>
[Trait("family", "doors")]
public sealed class WebhookPasswordTests
{
    private static readonly string Long = new('x', 3000);

    [Theory]
    [InlineData($"radarr:{Webhooks}", HttpStatusCode.OK)]
    [InlineData($":{Webhooks}", HttpStatusCode.OK)]
    [InlineData($"übel:{Kids}", HttpStatusCode.OK)]
    [InlineData($"radarr:{Hd}", HttpStatusCode.Unauthorized)]
    [InlineData(Webhooks, HttpStatusCode.Unauthorized)]
    [InlineData($"{Webhooks}:", HttpStatusCode.Unauthorized)]
    [InlineData($"user:more:{Webhooks}", HttpStatusCode.Unauthorized)]
    [InlineData("radarr:wrong", HttpStatusCode.Unauthorized)]
    [InlineData(":", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task D09_a_password_counts_in_both_encodings_and_from_the_first_colon_on(string pair, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        using var app = Stranger(host);
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Latin1 })
            Assert.Equal(expected, await StatusAsync(app, HttpMethod.Post, "/webhooks/kids", ("Authorization", Basic(pair, encoding))));
    }

    [Fact]
    public async Task D09_a_colon_within_the_password_belongs_to_it()
    {
        const string Secret = "with:colons:9d27b61c40";
        var options = Options with { Auth = Options.Auth with { WebhookSecret = new(Secret) } };
        await using var host = await StartAsync(options);
        using var app = Stranger(host);
        Assert.Equal(
            HttpStatusCode.OK,
            await StatusAsync(app, HttpMethod.Post, "/webhooks/radarr", ("Authorization", Basic($"sonarr:{Secret}")))
        );
    }

    [Theory]
    [InlineData("Basic !!!no base64!!!")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Negotiate abc")]
    [InlineData("Bearer ")]
    public async Task D09_nonsense_is_a_401_that_says_how_to_come(string authorization)
    {
        await using var host = await StartAsync();
        using var app = Stranger(host);
        using var answer = await SendAsync(app, HttpMethod.Post, "/webhooks/hd", ("Authorization", authorization));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Basic", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task D09_a_long_password_is_wrong_and_a_giant_header_is_refused_unread()
    {
        await using var host = await StartAsync();
        using var app = Stranger(host);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await StatusAsync(app, HttpMethod.Post, "/webhooks/hd", ("Authorization", Basic($"a:{Long}")))
        );
        Assert.Equal(
            HttpStatusCode.RequestHeaderFieldsTooLarge,
            await StatusAsync(app, HttpMethod.Post, "/webhooks/hd", ("Authorization", "Basic " + new string('A', 20_000)))
        );
    }

    [Fact]
    public async Task D09_a_secret_in_a_header_counts_in_both_encodings_too()
    {
        await using var host = await StartAsync();
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Latin1 })
        {
            var secret = Encoding.Latin1.GetString(encoding.GetBytes(Kids));
            var answer = await RawHttp.AskAsync(
                host,
                $"POST /webhooks/kids HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Webhook-Secret: {secret}\r\nContent-Length: {TestEvent.Length}\r\n\r\n{TestEvent}"
            );
            Assert.Equal(200, RawHttp.StatusOf(answer));
        }
    }

    [Fact]
    public async Task A_password_opens_nothing_that_a_browser_could_be_made_to_ask_for()
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host);
        using var answer = await SendAsync(stranger, HttpMethod.Get, "/jobs", ("Authorization", Basic($"admin:{Full}")));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(answer.Headers.WwwAuthenticate);
        Assert.Equal(
            HttpStatusCode.OK,
            await StatusAsync(stranger, HttpMethod.Get, "/metrics", ("Authorization", Basic($"prometheus:{MetricsToken}")))
        );
    }

    private static string Basic(string pair, Encoding? encoding = null) =>
        "Basic " + Convert.ToBase64String((encoding ?? Encoding.UTF8).GetBytes(pair));
}
