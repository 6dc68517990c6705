using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Couriarr.Bench.Webhooks;

/// <summary>A server in a process of its own, from its first healthy answer until it is disposed.</summary>
internal sealed class Contender : IAsyncDisposable
{
    public const string Secret = "the-secret-of-the-bench";
    public const string Key = "the-key-of-the-bench-and-not-its-secret";
    private const int Term = 15;
    private readonly Process _process;

    private Contender(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public int Id => _process.Id;

    /// <param name="command">The program and its words; {port} stands for the port.</param>
    public static Task<Contender> StartAsync(string folder, params string[] command) => StartAsync(folder, [], command);

    /// <param name="also">What else stands in its environment.</param>
    public static async Task<Contender> StartAsync(string folder, (string Name, string Value)[] also, params string[] command)
    {
        var port = FreePort();
        var words = command
            .Select(word => word.Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            .ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Surroundings(folder, port).Concat(also))
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var contender = new Contender(process, port);
        await contender.UpAsync();
        return contender;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            using (Process.Start("kill", [$"-{Term}", _process.Id.ToString(CultureInfo.InvariantCulture)]))
                await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
    }

    private static IEnumerable<(string, string)> Surroundings(string folder, int port) =>
        [
            ("WEBHOOK_SECRET", Secret),
            ("COURIARR_DATA", folder),
            ("SYNC_DB_PATH", Path.Combine(folder, "sync_jobs.db")),
            ("PORT", port.ToString(CultureInfo.InvariantCulture)),
            ("COURIARR_BIND", "127.0.0.1"),
            ("COURIARR_CONFIG", Mapped(folder)),
            ("COURIARR_API_KEY", Key),
            ("PYTHONDONTWRITEBYTECODE", "1"),
        ];

    /// <summary>Both know where the movies are and where they go; the folders are there, and empty.</summary>
    private static string Mapped(string folder)
    {
        var (from, to) = (Directory.CreateDirectory(Path.Combine(folder, "from")), Directory.CreateDirectory(Path.Combine(folder, "to")));
        var config = Path.Combine(folder, "config.yaml");
        File.WriteAllText(
            config,
            $"paths: {{ mappings: [{{ from: /data/media/movies, source: {from.FullName}, destination: {to.FullName}, type: movie }}] }}\n"
        );
        return config;
    }

    /// <summary>What is measured is the way from a webhook to its jobs: neither of the two carries files.</summary>
    public async Task CarryNothingAsync()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        var pause = new Uri($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/lanes/transfer/pause");
        using var answer = await client.PostAsync(pause, content: null);
        answer.EnsureSuccessStatusCode();
    }

    private async Task UpAsync()
    {
        using var client = new HttpClient();
        var health = new Uri($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/health");
        for (var started = Stopwatch.StartNew(); started.Elapsed < TimeSpan.FromSeconds(30); )
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{_process.StartInfo.FileName} ended at once with {_process.ExitCode}.");
            try
            {
                using var answer = await client.GetAsync(health);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
        throw new TimeoutException($"{_process.StartInfo.FileName} did not come up.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
