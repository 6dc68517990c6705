using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Couriarr.Doors.Access;
using Couriarr.Jobs;
using Couriarr.Tests.Doors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>In February 2026 a review found routes of Huntarr that gave every key to whoever asked. Here nobody is let in by oversight.</summary>
[Trait("family", "doors")]
public sealed partial class HuntarrTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    // Whoever adds a line here opens a door to the whole network.
    private static readonly string[] Open = ["/health", "/ready", "/login", "/setup", "/assets/couriarr.css", "/assets/live.js", "/whence"];

    // Not endpoints, so no list of endpoints has them.
    private static readonly string[] Beside =
    [
        "/",
        "/api-docs",
        "/api-docs/index.html",
        "/api-docs/swagger-ui.css",
        "/openapi/v1.json",
        "/ws",
        "/nothing/there",
        "/favicon.ico",
        "/.env",
        "/keys.env",
        "/setup/reset",
        "/api/settings",
    ];

    [Fact]
    public async Task S01_every_route_and_method_is_closed_to_those_who_show_nothing()
    {
        await using var host = await StartAsync();
        var routes = Routes(host).Concat(Beside).Distinct().ToList();
        var let = new List<string>();
        foreach (
            var (batch, number) in routes
                .SelectMany(path => Methods.Select(method => (path, method)))
                .Chunk(50)
                .Zip(Enumerable.Range(2, 200))
        )
        {
            // From another address each, or the pace would answer.
            using var stranger = Stranger(host, $"127.0.0.{number}");
            foreach (var (path, method) in batch)
                if (await StatusAsync(stranger, new HttpMethod(method), path) is not HttpStatusCode.Unauthorized and var status)
                    let.Add($"{method} {path} {(int)status}");
        }
        Assert.True(routes.Count > 25, $"Only {routes.Count} routes were found.");
        // The ways in answer, and say what is missing: there is no administrator yet, and an empty body is neither form nor JSON.
        string[] ways =
        [
            "GET /assets/couriarr.css 200",
            "GET /assets/live.js 200",
            "GET /login 303",
            "GET /setup 200",
            "POST /login 415",
            "POST /setup 415",
        ];
        string[] watching = ["GET /health 200", "GET /ready 200", "GET /whence 200", "HEAD /health 200", "HEAD /ready 200"];
        Assert.Equal(ways.Concat(watching).Order(), let.Order());
    }

    [Fact]
    public async Task S01_the_list_of_open_routes_is_exact()
    {
        await using var host = await StartAsync();
        var open =
            from endpoint in host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<OpenTo>() is { Entrance: Entrance.Everyone }
            select endpoint.RoutePattern.RawText;
        Assert.Empty(open.Except(Open));
    }

    [Fact]
    public async Task S01_a_person_is_shown_the_way_to_the_login_and_an_app_never()
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host);
        var html = ("Accept", "text/html,application/xhtml+xml");

        using var person = await SendAsync(stranger, HttpMethod.Get, "/jobs", html);
        using var page = await SendAsync(stranger, HttpMethod.Get, "/api-docs/index.html", html);

        Assert.Equal((HttpStatusCode.Found, "/login"), (person.StatusCode, person.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Post, "/jobs/1/retry", html));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Post, "/webhooks/hd", html));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Put, "/webhooks/hd", html));
    }

    [Fact]
    public async Task The_live_feed_is_closed_to_strangers()
    {
        await using var host = await StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(
                new Uri(host.Address.Replace("http", "ws", StringComparison.Ordinal) + "/ws"),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(HttpStatusCode.Unauthorized, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_stranger_hears_how_it_goes_but_no_path_and_no_reason()
    {
        const string Reason = "Could not find a part of the path '/srv/tank/private'";
        var fell = new TaskCompletionSource();
        await using var host = await StartAsync(more: services =>
            services.AddHostedService(s => new Falling(s.GetRequiredService<Loops>(), Reason, fell))
        );
        await fell.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        using var stranger = Stranger(host);

        foreach (var path in new[] { "/health", "/ready" })
        {
            var said = await (await stranger.GetAsync(path, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(
                TestContext.Current.CancellationToken
            );
            var saidToUs = await (await host.Client.GetAsync(path, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(
                TestContext.Current.CancellationToken
            );
            Assert.Contains("falling", said, StringComparison.Ordinal);
            Assert.DoesNotContain("/srv", said, StringComparison.Ordinal);
            Assert.Contains("/srv/tank/private", saidToUs, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refusal_says_nothing_about_the_inside()
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host);
        using var answer = await SendAsync(stranger, HttpMethod.Get, "/jobs");
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["error"], System.Text.Json.JsonDocument.Parse(body).RootElement.EnumerateObject().Select(field => field.Name));
        Assert.DoesNotMatch("Exception|   at |/home|/tmp|\\.cs", body);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    private static IEnumerable<string> Routes(DoorsHost host) =>
        host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => Path(endpoint.RoutePattern.RawText!));

    private static string Path(string pattern) => "/" + Parameter().Replace(pattern, "1").TrimStart('/');

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    // Falls twice: when it falls for the second time, the first fall has been noted.
    private sealed class Falling(Loops loops, string reason, TaskCompletionSource fell) : BackgroundService
    {
        private int _falls;

        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            loops.KeepAsync(
                "falling",
                _ =>
                {
                    if (++_falls == 2)
                        fell.TrySetResult();
                    throw new IOException(reason);
                },
                stoppingToken
            );
    }
}
