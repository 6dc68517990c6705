using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Couriarr.CrashRig;

namespace Couriarr.Tests.Deploy;

/// <summary>A Prometheus of Debian's that scrapes one service, often.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private Prometheus(Process process, int port) =>
        (_process, _client) = (process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v1/") });

    public static async Task<Prometheus> StartAsync(Scratch scratch, int target, string rules, CancellationToken ct)
    {
        var (config, port) = (scratch.Path("prometheus.yaml"), FreePort());
        await File.WriteAllTextAsync(
            config,
            $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [{{rules}}]
            scrape_configs:
              - job_name: couriarr
                authorization: { type: Bearer, credentials: a-token-for-prometheus-only }
                static_configs: [{ targets: ["127.0.0.1:{{target}}"] }]
            """,
            ct
        );
        var start = new ProcessStartInfo(
            "prometheus",
            [
                $"--config.file={config}",
                $"--storage.tsdb.path={scratch.Path("prometheus")}",
                $"--web.listen-address=127.0.0.1:{port}",
                "--log.level=error",
            ]
        )
        {
            UseShellExecute = false,
        };
        var prometheus = new Prometheus(Process.Start(start)!, port);
        await Until.TrueAsync(prometheus.IsUpAsync, "Prometheus answers", ct, seconds: 60);
        return prometheus;
    }

    public Task<string> AskAsync(string question, CancellationToken ct) => GetAsync($"query?query={Uri.EscapeDataString(question)}", ct);

    public Task<string> RulesAsync(CancellationToken ct) => GetAsync("rules", ct);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
    }

    private async Task<string> GetAsync(string path, CancellationToken ct)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            return (await GetAsync("query?query=1", CancellationToken.None)).Contains("success", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
