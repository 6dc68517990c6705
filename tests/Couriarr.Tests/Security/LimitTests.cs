using System.Net;
using System.Text;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>What is too long, too deep or says a name twice is refused before it costs anything.</summary>
[Trait("family", "doors")]
public sealed class LimitTests
{
    private const int Mebi = 1024 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, HttpStatusCode> Bodies =>
        new()
        {
            { "an object", """{"eventType":"Test"}""", HttpStatusCode.OK },
            { "32 levels", Nested(32), HttpStatusCode.OK },
            { "33 levels", Nested(33), HttpStatusCode.BadRequest },
            { "100,000 levels", Nested(100_000), HttpStatusCode.BadRequest },
            { "a name twice", """{"a":1,"a":2}""", HttpStatusCode.BadRequest },
            { "a name twice, written otherwise", """{"movie":{"a":1,"\u0061":2}}""", HttpStatusCode.BadRequest },
            { "half of it", """{"eventType":"Te""", HttpStatusCode.BadRequest },
            { "no JSON", "eventType=Test", HttpStatusCode.BadRequest },
            { "1 MB of text", $"\"{new string('x', Mebi)}\"", HttpStatusCode.OK },
            { "100,000 names", $"{{{string.Join(',', Enumerable.Range(0, 100_000).Select(n => $"\"{n}\":0"))}}}", HttpStatusCode.OK },
            { "25 MB of text", $"\"{new string('x', 25 * Mebi)}\"", HttpStatusCode.RequestEntityTooLarge },
            { "31 MB", new string(' ', 31 * Mebi), HttpStatusCode.RequestEntityTooLarge },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task D04_a_body_is_taken_or_refused_in_a_sentence(string what, string body, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        using var app = Stranger(host);
        using var answer = await SendBodyAsync(app, "/echo", body, chunked: false);

        Assert.True(expected == answer.StatusCode, $"{what}: {(int)answer.StatusCode}");
        if (expected is HttpStatusCode.OK)
            return;
        var said = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("\"error\":", said, StringComparison.Ordinal);
        Assert.DoesNotMatch("Exception|JsonElement|System\\.|   at ", said);
    }

    [Theory]
    [InlineData("/echo", 24 * Mebi)]
    [InlineData("/settings", 64 * 1024)]
    public async Task D04_the_length_counts_whether_it_was_said_before_or_not(string path, int most)
    {
        await using var host = await StartAsync();
        using var app = Stranger(host);
        foreach (var chunked in new[] { false, true })
        {
            // The framing of chunks counts too.
            using var fits = await SendBodyAsync(app, path, "{}".PadRight(chunked ? most - 1024 : most), chunked);
            using var isTooLong = await SendBodyAsync(app, path, "{}".PadRight(most + 1), chunked);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (fits.StatusCode, isTooLong.StatusCode));
        }
    }

    [Fact]
    public async Task D04_what_announces_too_much_is_refused_before_it_came()
    {
        await using var host = await StartAsync();
        Assert.Equal(413, RawHttp.StatusOf(await RawHttp.AskAsync(host, Announcing(31 * Mebi))));
    }

    [Fact]
    public async Task Headers_and_lines_have_their_limits()
    {
        await using var host = await StartAsync();
        using var app = Stranger(host);
        var longHeader = ("X-Title", new string('x', 17 * 1024));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, await StatusAsync(app, HttpMethod.Get, "/health", longHeader));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, await StatusAsync(app, HttpMethod.Get, "/health?" + new string('x', 9 * 1024)));
    }

    private static string Announcing(int length) =>
        $"POST /sync HTTP/1.1\r\nHost: localhost\r\nX-Webhook-Secret: {Webhooks}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n";

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static async Task<HttpResponseMessage> SendBodyAsync(HttpClient client, string path, string body, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Api-Key", Full);
        // Waits with the body until it is wanted, as whoever has much to send does.
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = chunked;
        return await client.SendAsync(request, Ct);
    }
}
