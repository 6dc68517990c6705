using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Couriarr.Demo;

/// <summary>The real service, as a child process on this machine's own address. Gone when it is disposed.</summary>
internal sealed partial class CouriarrProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(15);

    // What the user has set for a service of his own must not reach this one.
    private static readonly string[] Inherited = ["PATH", "HOME", "USER", "LANG", "TZ", "TMPDIR", "DOTNET_ROOT", "COURIARR_SQLITE"];
    private readonly StringBuilder _said = new();
    private readonly Process _process;
    private readonly HttpClient _http;

    private CouriarrProcess(string program, Ground ground, Uri address, string key)
    {
        (Address, Key) = (address, key);
        _http = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "X-Api-Key", key } } };
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--config", ground.Config])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = ground.Root,
        };
        foreach (var name in start.Environment.Keys.Except(Inherited, StringComparer.Ordinal).ToList())
            start.Environment.Remove(name);
        start.Environment["COURIARR_HOME"] = ground.Root;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }
    public string Key { get; }

    /// <summary>Returns when it answers.</summary>
    public static async Task<CouriarrProcess> StartAsync(string program, Ground ground, Wiring wiring, CancellationToken ct)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var port = FreePort();
        await File.WriteAllTextAsync(ground.Config, wiring.Config(ground, port, key), ct);
        var service = new CouriarrProcess(program, ground, new Uri($"http://127.0.0.1:{port}"), key);
        try
        {
            while (!await service.AnswersAsync(ct))
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken ct) => await _http.GetFromJsonAsync<JsonElement>(path, ct);

    public async Task<JsonElement> PostAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.PostAsync(path, content: null, ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        return answer.IsSuccessStatusCode ? body : throw new DemoException($"{path} was refused: {body.GetProperty("error").GetString()}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
            _ = Send(_process.Id, Terminate);
        using var patience = new CancellationTokenSource(LongestStop);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        if (_process.HasExited)
            throw new DemoException($"The service ended instead of starting. It said:\n{_said}");
        try
        {
            using var answer = await _http.GetAsync("/ready", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Hear(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}

/// <summary>What ends the demo with a sentence instead of a trace.</summary>
internal sealed class DemoException(string message) : Exception(message);
