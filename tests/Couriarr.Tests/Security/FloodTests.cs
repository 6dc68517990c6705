using System.Net;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>A 429 makes Radarr and Sonarr drop events for up to an hour, so that one is for those who have proved nothing.</summary>
[Trait("family", "doors")]
public sealed class FloodTests
{
    [Fact]
    public async Task D02_a_flood_without_a_secret_is_stopped_and_the_one_who_has_it_is_served()
    {
        await using var host = await StartAsync();
        using var flood = Stranger(host, "127.0.0.5");
        using var app = Stranger(host, "127.0.0.5");
        var statuses = await FloodAsync(flood, "/webhooks/hd", 1500);

        Assert.Contains(HttpStatusCode.Unauthorized, statuses);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        for (var i = 0; i < 300; i++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, HttpMethod.Post, "/webhooks/hd", ("X-Webhook-Secret", Hd)));
    }

    [Fact]
    public async Task D02_the_refused_are_told_when_to_come_again_and_others_are_not_refused()
    {
        await using var host = await StartAsync();
        using var flood = Stranger(host, "127.0.0.5");
        using var other = Stranger(host, "127.0.0.6");
        var statuses = await FloodAsync(flood, "/jobs", 400);

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        while (true)
        {
            using var refused = await SendAsync(flood, HttpMethod.Get, "/jobs");
            if (refused.StatusCode != HttpStatusCode.TooManyRequests)
                continue;
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            break;
        }
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other, HttpMethod.Get, "/jobs"));
    }

    [Fact]
    public async Task S09_twenty_wrong_keys_shut_an_address_but_not_for_the_right_one()
    {
        await using var host = await StartAsync();
        using var guesser = Stranger(host, "127.0.0.5");
        for (var i = 0; i < 20; i++)
            Assert.NotEqual(
                HttpStatusCode.OK,
                await StatusAsync(guesser, HttpMethod.Post, "/webhooks/hd", ("X-Webhook-Secret", $"guess {i}"))
            );

        using var shut = await SendAsync(guesser, HttpMethod.Post, "/webhooks/hd", ("X-Webhook-Secret", "one more"));

        Assert.Equal(HttpStatusCode.TooManyRequests, shut.StatusCode);
        Assert.InRange(shut.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(guesser, HttpMethod.Get, "/jobs"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guesser, HttpMethod.Post, "/webhooks/hd", ("X-Webhook-Secret", Hd)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guesser, HttpMethod.Get, "/health"));
        Assert.Equal(2, (await host.LogAsync()).Count(line => line.Message.StartsWith("127.0.0.5 show", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S09_a_short_secret_is_not_found_by_trying()
    {
        await using var host = await StartAsync(Options with { Auth = Options.Auth with { WebhookSecret = new("hunter2") } });
        using var guesser = Stranger(host, "127.0.0.5");
        using var app = Stranger(host);
        for (var i = 0; i < 25; i++)
            await StatusAsync(guesser, HttpMethod.Post, "/webhooks/hd", ("X-Webhook-Secret", $"hunter{i + 3}"));

        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            await StatusAsync(guesser, HttpMethod.Post, "/webhooks/hd", ("X-Webhook-Secret", "hunter2"))
        );
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, HttpMethod.Post, "/webhooks/hd", ("X-Webhook-Secret", "hunter2")));
    }

    private static async Task<List<HttpStatusCode>> FloodAsync(HttpClient client, string path, int times)
    {
        var method = path == "/jobs" ? HttpMethod.Get : HttpMethod.Post;
        var statuses = new List<HttpStatusCode>();
        foreach (var batch in Enumerable.Range(0, times).Chunk(30))
            statuses.AddRange(await Task.WhenAll(batch.Select(_ => StatusAsync(client, method, path))));
        return statuses;
    }
}
