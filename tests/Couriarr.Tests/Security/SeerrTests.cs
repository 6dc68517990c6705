using System.Net;
using Couriarr.Doors.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>CVE-2026-27707 and -27792: Seerr had ways in that nobody had closed. Here a credential opens what it is for, and nothing beside it.</summary>
[Trait("family", "doors")]
public sealed class SeerrTests
{
    private static readonly (string Path, HttpMethod Method)[] Household =
    [
        ("/jobs", HttpMethod.Get),
        ("/logs", HttpMethod.Get),
        ("/metrics", HttpMethod.Get),
        ("/api-docs/index.html", HttpMethod.Get),
        ("/openapi/v1.json", HttpMethod.Get),
        ("/ws", HttpMethod.Get),
        ("/backups", HttpMethod.Post),
        ("/queue/cancel", HttpMethod.Post),
        ("/nothing", HttpMethod.Get),
    ];

    [Theory]
    [InlineData(Webhooks)]
    [InlineData(Hd)]
    public async Task S05_a_webhook_secret_opens_nothing_but_webhooks(string secret)
    {
        await using var host = await StartAsync();
        using var app = Stranger(host);
        foreach (var (path, method) in Household)
        foreach (var header in new[] { ("X-Webhook-Secret", secret), ("X-Api-Key", secret), ("Authorization", $"Bearer {secret}") })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, method, path, header));
    }

    [Theory]
    [InlineData(Webhooks, "/webhooks/hd", HttpStatusCode.OK)]
    [InlineData(Webhooks, "/webhooks/kids", HttpStatusCode.OK)]
    [InlineData(Webhooks, "/webhooks/radarr", HttpStatusCode.OK)]
    [InlineData(Full, "/webhooks/hd", HttpStatusCode.OK)]
    [InlineData(Hd, "/webhooks/hd", HttpStatusCode.OK)]
    [InlineData(Hd, "/webhooks/HD", HttpStatusCode.OK)]
    [InlineData(Hd, "/webhooks/kids", HttpStatusCode.Unauthorized)]
    [InlineData(Hd, "/webhooks/radarr", HttpStatusCode.Unauthorized)]
    [InlineData(Hd, "/sync", HttpStatusCode.Unauthorized)]
    [InlineData(ReadOnly, "/webhooks/hd", HttpStatusCode.Forbidden)]
    [InlineData(MetricsToken, "/webhooks/hd", HttpStatusCode.Forbidden)]
    [InlineData("", "/webhooks/hd", HttpStatusCode.Unauthorized)]
    public async Task S05_an_instances_secret_opens_its_own_route_alone(string secret, string path, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        using var app = Stranger(host);
        Assert.Equal(expected, await StatusAsync(app, HttpMethod.Post, path, ("X-Webhook-Secret", secret)));
        Assert.Equal(expected, await StatusAsync(app, HttpMethod.Post, path, ("X-Api-Key", secret)));
    }

    [Fact]
    public async Task S05_the_read_only_key_reads_everything_and_changes_nothing()
    {
        await using var host = await StartAsync();
        using var reader = Stranger(host);
        var key = ("X-Api-Key", ReadOnly);
        foreach (var path in new[] { "/jobs", "/logs", "/metrics", "/lanes", "/api-docs/index.html", "/openapi/v1.json" })
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(reader, HttpMethod.Get, path, key));
        var doors =
            from endpoint in host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            // The ways in are everybody's and ask for a password.
            where endpoint.Metadata.GetMetadata<OpenTo>() is not { Entrance: Entrance.Everyone }
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["POST", "DELETE", "PUT"]
            where method is not ("GET" or "HEAD")
            select (Path: "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id:long}", "1", StringComparison.Ordinal), method);
        Assert.NotEmpty(doors);
        foreach (var (path, method) in doors)
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(reader, new HttpMethod(method), path, key));
    }

    [Fact]
    public async Task S05_the_metrics_token_reads_the_metrics_and_nothing_else()
    {
        await using var host = await StartAsync();
        using var meter = Stranger(host);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(meter, HttpMethod.Get, "/metrics", ("Authorization", $"Bearer {MetricsToken}")));
        foreach (var (path, method) in Household.Where(door => door.Path != "/metrics"))
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(meter, method, path, ("X-Api-Key", MetricsToken)));
    }

    [Fact]
    public async Task Without_any_secret_webhooks_are_heard_only_when_the_owner_allowed_it()
    {
        var trusting = Options with { Auth = Options.Auth with { AllowUnauthenticatedWebhooks = true } };
        await using var host = await StartAsync(trusting);
        using var app = Stranger(host);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, HttpMethod.Post, "/webhooks/hd"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, HttpMethod.Post, "/queue/cancel"));
        Assert.Contains(
            host.Get<IEnumerable<Couriarr.Features.Configuration.Ability>>(),
            a => a is { Name: "webhooks from anybody", IsOn: true }
        );
    }

    [Fact]
    public async Task A_key_in_the_address_works_and_is_repeated_nowhere()
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host);
        await host.EnqueueAsync(new("one", Succeed: true));
        await host.EnqueueAsync(new("two", Succeed: true));

        using var answer = await SendAsync(stranger, HttpMethod.Get, $"/jobs?limit=1&apikey={Full}");
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("/jobs?limit=1&before=", body.Replace("\\u0026", "&", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(Full, body, StringComparison.Ordinal);
        Assert.DoesNotContain(await host.LogAsync(), line => line.Message.Contains(Full, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Get, "/jobs?apikey=wrong"));
    }
}
