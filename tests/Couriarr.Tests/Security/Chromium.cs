using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Couriarr.Tests.Security;

/// <summary>A real browser without a window, steered over its own protocol. What it complains of on its console is kept.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "chromium";
    private readonly string _profile;
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private TaskCompletionSource _loaded = New();
    private Task _hearing = Task.CompletedTask;
    private int _last;

    private Chromium(string profile, Process process) => (_profile, _process) = (profile, process);

    public static bool IsPossible => Storage.Shell.Has(Program);

    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<Chromium> StartAsync(CancellationToken ct)
    {
        var profile = Directory.CreateTempSubdirectory("couriarr-chromium-").FullName;
        string[] options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", $"--user-data-dir={profile}"];
        var chromium = new Chromium(profile, Storage.Shell.Start(Program, [.. options, "about:blank"]));
        try
        {
            await chromium.ConnectAsync(new Uri(await AddressAsync(chromium._process, ct)), ct);
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the page and all it is made of are there.</summary>
    public async Task OpenAsync(string address, CancellationToken ct)
    {
        _loaded = New();
        await AskAsync("Page.navigate", new JsonObject { ["url"] = address }, ct);
        await _loaded.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
    }

    /// <summary>Does something on the page that leads to another, and returns when that is there.</summary>
    public async Task LeaveByAsync(string script, CancellationToken ct)
    {
        _loaded = New();
        await EvaluateAsync(script, ct);
        await _loaded.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
    }

    /// <summary>What the expression, or what it promises, comes to as a text.</summary>
    public async Task<string> EvaluateAsync(string script, CancellationToken ct)
    {
        var question = new JsonObject { ["expression"] = $"(async () => String(await ({script})))()", ["awaitPromise"] = true };
        var answer = await AskAsync("Runtime.evaluate", question, ct);
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value.ToString() : answer.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _hearing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _socket.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    // It says its address on its way up.
    private static async Task<string> AddressAsync(Process process, CancellationToken ct)
    {
        const string Sign = "DevTools listening on ";
        while (await process.StandardError.ReadLineAsync(ct) is { } line)
            if (line.StartsWith(Sign, StringComparison.Ordinal))
                return line[Sign.Length..];
        throw new InvalidOperationException("Chromium ended before it was up.");
    }

    private async Task ConnectAsync(Uri address, CancellationToken ct)
    {
        // Whatever else it has to say; a full pipe would stop it.
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var http = new HttpClient();
        var pages = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync($"http://{address.Authority}/json", ct));
        var page = pages.EnumerateArray().First(target => target.GetProperty("type").GetString() == "page");
        await _socket.ConnectAsync(new Uri(page.GetProperty("webSocketDebuggerUrl").GetString()!), ct);
        _hearing = HearAsync();
        foreach (var part in new[] { "Page", "Log", "Runtime" })
            await AskAsync($"{part}.enable", [], ct);
    }

    private async Task<JsonElement> AskAsync(string method, JsonObject parameters, CancellationToken ct)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var question = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters,
        };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(question), WebSocketMessageType.Text, endOfMessage: true, ct);
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
    }

    private async Task HearAsync()
    {
        var buffer = new byte[1 << 20];
        while (true)
        {
            using var message = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                message.Write(buffer, 0, part.Count);
            } while (!part.EndOfMessage);
            Heard(JsonSerializer.Deserialize<JsonElement>(message.ToArray()));
        }
    }

    private void Heard(JsonElement said)
    {
        if (said.TryGetProperty("id", out var id) && _asked.TryRemove(id.GetInt32(), out var asked))
            asked.SetResult(said.TryGetProperty("result", out var result) ? result : said);
        else if (said.TryGetProperty("method", out var method))
            Happened(method.GetString()!, said.GetProperty("params"));
    }

    private void Happened(string what, JsonElement details)
    {
        if (what == "Page.loadEventFired")
            _loaded.TrySetResult();
        if (what is "Log.entryAdded" or "Runtime.exceptionThrown" or "Page.javascriptDialogOpening")
            _complaints.Enqueue($"{what}: {details}");
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
