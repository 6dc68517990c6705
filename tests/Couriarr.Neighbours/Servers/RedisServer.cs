using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Couriarr.Neighbours.Servers;

/// <summary>A Redis of our own, from the system's package, in a folder of its own. It ends with whoever started it, however that ends.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    public const string Reason = "There is no redis-server here. Install it: apt-get install redis-server";
    private const string Program = "/usr/bin/redis-server";

    // The shell's input ends when this process does, and with it Redis.
    private const string Watched =
        "exec 3<&0; \"$@\" & redis=$!; echo pid $redis; { cat <&3 >/dev/null 2>&1; kill -9 $redis; rm -rf \"$0\"; } 2>/dev/null & watch=$!; wait $redis 2>/dev/null; kill $watch 2>/dev/null";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-redis-").FullName;
    private readonly string[] _settings;
    private Process? _shell;
    private int _pid;

    private RedisServer(string[] settings) => _settings = settings;

    public int Port { get; private set; }

    public static bool IsPossible => File.Exists(Program);

    /// <param name="settings">Like "--appendfsync", "always"; without any it keeps everything, and syncs every second.</param>
    public static async Task<RedisServer> LaunchAsync(params string[] settings)
    {
        var server = new RedisServer(settings.Length > 0 ? settings : ["--appendonly", "yes", "--appendfsync", "everysec"]);
        await server.RunAsync();
        return server;
    }

    /// <summary>As kill -9 does, and until it is really gone.</summary>
    public async Task KillAsync()
    {
        if (_shell is not { } shell)
            return;
        _shell = null;
        using (var redis = Process.GetProcessById(_pid))
            redis.Kill();
        await shell.WaitForExitAsync().WaitAsync(Limit);
        shell.Dispose();
    }

    /// <summary>Once more, on the same folder and port.</summary>
    public async Task RunAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            Port = Port > 0 && attempt == 0 ? Port : FreePort();
            _shell = Begin();
            if (await IsReadyAsync())
                return;
            if (attempt == 5)
                throw new InvalidOperationException("redis-server does not start.");
        }
    }

    /// <summary>What redis-cli would print.</summary>
    public async Task<string> SayAsync(params string[] words)
    {
        using var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(IPAddress.Loopback, Port);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync().WaitAsync(Limit) ?? "";
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_pid}"]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Begin()
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var word in (string[])["-c", Watched, _folder])
            start.ArgumentList.Add(word);
        string[] always = [Program, "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--daemonize", "no"];
        foreach (var word in always.Concat(_settings))
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    private async Task<bool> IsReadyAsync()
    {
        var told = _shell!.StandardOutput;
        while (await told.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            if (line.StartsWith("pid ", StringComparison.Ordinal))
                _pid = int.Parse(line[4..], CultureInfo.InvariantCulture);
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal))
                continue;
            _ = told.ReadToEndAsync();
            return true;
        }
        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
