using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Couriarr.Tests.Security;

/// <summary>Asks the program and keeps every answer, with its headers.</summary>
internal sealed partial class CanaryVisitor(int port, string key) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        Timeout = TimeSpan.FromSeconds(60),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What was answered, with what was asked.</summary>
    public ConcurrentQueue<(string Asked, string Head, string Body)> Heard { get; } = [];

    public Task<int> AskAsync(HttpMethod method, string path, object? body = null) => SendAsync(method, path, body, ("X-Api-Key", key));

    public async Task<int> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = body is string text ? new StringContent(text, Encoding.UTF8, "application/json") : JsonContent.Create(body);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Heard.Enqueue(($"{method} {path}", answer.ToString(), await answer.Content.ReadAsStringAsync(Ct)));
        return (int)answer.StatusCode;
    }

    /// <summary>Everything that can be read: each GET of the description, with the ids that there are.</summary>
    public async Task ReadEverythingAsync(IReadOnlyDictionary<string, string[]> known)
    {
        using var description = JsonDocument.Parse(await ReadAsync("/openapi/v1.json"));
        var paths = description.RootElement.GetProperty("paths").EnumerateObject();
        foreach (
            var path in paths.Where(p => p.Value.TryGetProperty("get", out _) && p.Name != "/ws").SelectMany(p => Filled(p.Name, known))
        )
            await AskAsync(HttpMethod.Get, path);
    }

    public async Task<string> ReadAsync(string path)
    {
        await AskAsync(HttpMethod.Get, path);
        return Heard.Last(heard => heard.Asked == $"GET {path}").Body;
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<string> Filled(string path, IReadOnlyDictionary<string, string[]> known)
    {
        if (Parameter().Match(path) is not { Success: true } hole)
            return [path];
        var values = known.GetValueOrDefault(path[..hole.Index], ["1"]);
        return values.SelectMany(value => Filled(path[..hole.Index] + value + path[(hole.Index + hole.Length)..], known));
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
