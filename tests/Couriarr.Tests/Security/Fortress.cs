using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Couriarr.Doors.Access;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Security;

/// <summary>The service with every kind of credential, and doors that say what came through them.</summary>
internal static class Fortress
{
    public const string Full = "full-key-6f1d0c9be2a74853";
    public const string ReadOnly = "read-key-0a4be77c91d25f36";
    public const string MetricsToken = "metrics-token-5d2c8e1fa9";
    public const string Webhooks = "webhook-secret-77ab03e9d1";
    public const string Hd = "secret-of-hd-9c40d2b76e";
    public const string Kids = "geheim-für-kinder-é9c40";

    /// <summary>What an app sends when its owner presses Test.</summary>
    public const string TestEvent = """{"eventType":"Test"}""";

    public static readonly string[] Every = [Full, ReadOnly, MetricsToken, Webhooks, Hd, Kids];

    public static CouriarrOptions Options { get; } =
        new()
        {
            Auth = new()
            {
                ApiKey = new Secret(Full),
                ReadOnlyApiKey = new Secret(ReadOnly),
                MetricsToken = new Secret(MetricsToken),
                WebhookSecret = new Secret(Webhooks),
            },
            Instances = new[] { Instance("hd", Hd), Instance("kids", Kids) }.ToDictionary(one => one.Name),
        };

    public static Task<DoorsHost> StartAsync(CouriarrOptions? options = null, Action<IServiceCollection>? more = null) =>
        DoorsHost.StartAsync(more, options: options ?? Options, doors: MapDoors);

    /// <summary>Somebody who has shown nothing yet, and follows no redirect.</summary>
    public static HttpClient Stranger(DoorsHost host, string from = "127.0.0.1")
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, from, ct),
        };
        return new HttpClient(handler) { BaseAddress = new Uri(host.Address), Timeout = TimeSpan.FromSeconds(30) };
    }

    public static async Task<HttpStatusCode> StatusAsync(
        HttpClient client,
        HttpMethod method,
        string path,
        params (string, string)[] headers
    )
    {
        using var answer = await SendAsync(client, method, path, headers);
        return answer.StatusCode;
    }

    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (method == HttpMethod.Post || method == HttpMethod.Put)
            request.Content = path.StartsWith("/webhooks/", StringComparison.Ordinal) ? new StringContent(TestEvent) : null;
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static void MapDoors(WebApplication app)
    {
        app.MapPost("/echo", (JsonElement body) => body.ValueKind.ToString()).OpenTo(Entrance.Webhooks);
        app.MapPost("/settings", (JsonElement body) => body.ValueKind.ToString());
        app.MapGet("/never", (HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        app.MapGet("/whence", (HttpContext http) => $"{http.Connection.RemoteIpAddress} {http.Request.Scheme}").OpenTo(Entrance.Everyone);
    }

    private static Member<InstanceTerms> Instance(string name, string secret) =>
        new(name, "radarr", new(), new ArrOptions { Url = new Uri("http://arr.lan"), WebhookSecret = new Secret(secret) });

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, string from, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(to, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
