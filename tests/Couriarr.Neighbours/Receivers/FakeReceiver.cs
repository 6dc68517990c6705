using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours.Receivers;

/// <summary>
/// A service that brings messages to people, on a port of its own. It is as strict as the real one, and remembers what a person would
/// have seen. It can be told to refuse.
/// </summary>
public abstract class FakeReceiver : IAsyncDisposable
{
    private WebApplication? _app;
    private int _calls;

    /// <summary>What people saw, in order.</summary>
    public ConcurrentQueue<Seen> Seen { get; } = [];

    /// <summary>Answers to the next calls, instead of what it would say.</summary>
    public ConcurrentQueue<IResult> Next { get; } = [];

    /// <summary>The answer to every call, until it is taken away.</summary>
    public IResult? Always { get; set; }

    public int Calls => Volatile.Read(ref _calls);
    public Uri Address { get; private set; } = null!;

    public static async Task<T> StartAsync<T>()
        where T : FakeReceiver, new()
    {
        var receiver = new T();
        await receiver.StartAsync();
        return receiver;
    }

    /// <summary>A 429 with whatever it says about the wait.</summary>
    public static IResult TooOften(string body, string? retryAfter = null, string type = "application/json") =>
        new Answer(429, body, type, retryAfter is null ? [] : [("Retry-After", retryAfter)]);

    public static IResult Refuses(int status, string body = "", params (string Name, string Value)[] headers) =>
        new Answer(status, body, "application/json", headers);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IResult> TakeAsync(HttpContext http);

    protected static IResult Json(string body, int status = 200) => new Answer(status, body, "application/json", []);

    protected static IResult Text(string body, int status = 200) => new Answer(status, body, "text/plain", []);

    protected static async Task<JsonObject?> ReadAsync(HttpContext http)
    {
        var text = await new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true)).ReadToEndAsync();
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(async http =>
        {
            Interlocked.Increment(ref _calls);
            var answer = Next.TryDequeue(out var next) ? next : Always ?? await TakeAsync(http);
            await answer.ExecuteAsync(http);
        });
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
    }

    private sealed record Answer(int Status, string Body, string Type, (string Name, string Value)[] Headers) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Status;
            foreach (var (name, value) in Headers)
                httpContext.Response.Headers[name] = value;
            if (Status is 204 or 304)
                return Task.CompletedTask;
            httpContext.Response.ContentType = Type;
            return httpContext.Response.WriteAsync(Body);
        }
    }
}

/// <param name="Title">As it is shown, without marks.</param>
/// <param name="Text">The same of the rest; the whole message where there is no place for a title.</param>
/// <param name="Sent">What came over the wire.</param>
public sealed record Seen(string Title, string Text, JsonObject Sent)
{
    public string All => $"{Title}\n{Text}";

    /// <summary>Somebody was called by it.</summary>
    public bool Called { get; init; }
}
