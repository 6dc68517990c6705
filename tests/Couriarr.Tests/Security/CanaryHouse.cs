using System.Diagnostics;
using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Couriarr.Tests.Tracing;
using Microsoft.AspNetCore.Http;
using Neighbour = Couriarr.Tests.Outside.Neighbour;

namespace Couriarr.Tests.Security;

/// <summary>The real program with a canary for every secret, and those it works with: who refuse it, and tell the world what it said to them.</summary>
internal sealed class CanaryHouse : IAsyncDisposable
{
    private readonly Scratch _scratch = new();

    private CanaryHouse(FakeArr radarr, FakeArr sonarr, Neighbour gossip, Collector collector) =>
        (Radarr, Sonarr, Gossip, Collector) = (radarr, sonarr, gossip, collector);

    public Canaries Canaries { get; } = new();
    public FakeArr Radarr { get; }
    public FakeArr Sonarr { get; }
    public Neighbour Gossip { get; }
    public Collector Collector { get; }
    public HostProcess Host { get; private set; } = null!;
    public CanaryVisitor Visitor { get; private set; } = null!;
    public string Upstream => _scratch.Path("upstream");
    public string Destination => _scratch.Path("destination");
    public string Config => Path.Combine(_scratch.Path("config"), "config.yaml");
    public string Data => Host.Plan.Folder;

    public static async Task<CanaryHouse> StartAsync(CancellationToken ct)
    {
        var house = new CanaryHouse(
            await FakeArr.RadarrAsync(),
            await FakeArr.SonarrAsync(),
            await Neighbour.StartAsync(RefuseAsync),
            await Collector.StartAsync()
        );
        (house.Radarr.ApiKey, house.Sonarr.ApiKey) = (house.Canaries["radarr-key"], house.Canaries["sonarr-key"]);
        house.Radarr.Disk = house.Upstream;
        foreach (var folder in new[] { Path.Combine(house.Upstream, "movies"), house.Destination, Path.GetDirectoryName(house.Config)! })
            Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(house.Config, house.Yaml(), ct);
        house.Host = await HostProcess.StartAsync(house.Plan(), ct);
        house.Visitor = new CanaryVisitor(house.Host.Plan.Port, house.Canaries["api-key"]);
        return house;
    }

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        await Host.DisposeAsync();
        await Radarr.DisposeAsync();
        await Sonarr.DisposeAsync();
        await Gossip.DisposeAsync();
        await Collector.DisposeAsync();
        _scratch.Dispose();
    }

    private HostPlan Plan() =>
        _scratch
            .Plan()
            .With("COURIARR_CONFIG", Config)
            .With("WEBHOOK_SECRET", Canaries["webhook-secret"])
            .With("COURIARR_API_KEY", Canaries["api-key"])
            .With("COURIARR_READ_ONLY_API_KEY", Canaries["read-only-key"])
            .With("COURIARR_METRICS_TOKEN", Canaries["metrics-token"])
            .With("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address.ToString())
            .With("OTEL_EXPORTER_OTLP_HEADERS", $"Authorization=Bearer {Canaries["otlp-headers"]}")
            .With("FAULT", "intake.after_commit_before_2xx:throw");

    private string Yaml() =>
        $$"""
            logging: { level: debug, json_path: {{_scratch.Path("data")}}/logs/all.json }
            sync: { settle: 1s, reserve_mb: 0, engine: rsync, bandwidth: { limit: 2000 } }
            paths:
              mappings:
                - { from: /movies, source: {{Upstream}}/movies, destination: {{Destination}}, type: movie }
            instances:
              radarr-hd: { kind: radarr, url: "{{Radarr.Address}}", api_key: {{Canaries["radarr-key"]}}, webhook_secret: {{Canaries[
                "instance-secret"
            ]}} }
              sonarr-hd: { kind: sonarr, url: "{{Sonarr.Address}}", api_key: {{Canaries["sonarr-key"]}} }
              radarr-gone: { kind: radarr, url: "http://127.0.0.1:1", api_key: {{Canaries["gone-key"]}} }
              radarr-cross: { kind: radarr, url: "{{Gossip.Address}}", api_key: {{Canaries["cross-key"]}} }
            players:
              plex: { kind: plex, url: "{{Gossip.Address}}", token: {{Canaries["plex-token"]}} }
            channels:
              telegram: { kind: telegram, bot_token: "12345678:{{Canaries[
                "telegram-token"
            ]}}", chat_id: "1", api_url: "{{Gossip.Address}}" }
              discord: { kind: discord, webhook_url: "{{Gossip.Address}}api/webhooks/123456/{{Canaries["discord-url"]}}" }
              email:
                { kind: email, host: 127.0.0.1, port: {{Gossip.Port}}, from: a@b.lan, to: [c@d.lan], username: me,
                  password: {{Canaries["smtp-password"]}} }
              ntfy: { kind: ntfy, url: "http://127.0.0.1:1", topic: news, token: {{Canaries["ntfy-token"]}} }
              hook:
                { kind: webhook, url: "{{Gossip.Address}}hook", secret: {{Canaries["hook-secret"]}}, headers: { X-Auth: {{Canaries[
                "hook-header"
            ]}} } }
            """;

    /// <summary>A verb of the program beside the running one, and all that it says.</summary>
    public async Task<string> RunAsync(string[] verb, CancellationToken ct)
    {
        var line = Host.Plan.CommandLine.SelectMany(word => word == "serve" ? verb : [word]).ToArray();
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in Host.Plan.Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        return await output + await error;
    }

    // Proxies and debug pages do that: they answer with what they were asked.
    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        var headers = string.Join('\n', http.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        return http.Response.WriteAsync($"refused: {http.Request.Path}{http.Request.QueryString}\n{headers}", http.RequestAborted);
    }
}
