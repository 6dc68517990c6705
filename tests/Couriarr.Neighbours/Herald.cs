using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>
/// Sends an app's webhooks as the app does: once, without retry, one after another while the app waits; and drops them for longer and
/// longer when the receiver keeps failing.
/// </summary>
internal sealed class Herald(ArrFlavour flavour, Func<DateTimeOffset> now) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);
    private static readonly int[] Minutes = [0, 1, 5, 15, 30, 60];
    private readonly ConcurrentDictionary<int, Trouble> _troubles = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(100),
    };

    /// <summary>Every event that was sent or dropped.</summary>
    public ConcurrentQueue<FakeDelivery> Deliveries { get; } = [];

    public async Task TellAsync(IEnumerable<JsonObject> hooks, string[] triggers, JsonObject body)
    {
        foreach (var hook in hooks.Where(hook => Array.TrueForAll(triggers, on => hook[on]?.GetValue<bool>() == true)))
        {
            var id = hook["id"]!.GetValue<int>();
            if (_troubles.TryGetValue(id, out var trouble) && trouble.Until > now())
                Deliveries.Enqueue(new FakeDelivery(body, null, "dropped"));
            else
                Heed(id, await SendAsync(hook, body));
        }
    }

    public async Task<FakeDelivery> SendAsync(JsonObject hook, JsonObject body)
    {
        var sent = await TrySendAsync(hook, body);
        Deliveries.Enqueue(sent);
        return sent;
    }

    public void Heed(int id, FakeDelivery sent)
    {
        var old = _troubles.GetValueOrDefault(id, new Trouble(0, now(), DateTimeOffset.MinValue));
        if (sent.WasTaken)
            _troubles[id] = old with { Level = Math.Max(0, old.Level - 1), Until = DateTimeOffset.MinValue };
        else if (old.Level == 0)
            _troubles[id] = new Trouble(1, now(), DateTimeOffset.MinValue);
        else if (now() - old.Since > Grace && Math.Min(old.Level + 1, Minutes.Length - 1) is var level)
            _troubles[id] = old with { Level = level, Until = now().AddMinutes(Minutes[level]) };
    }

    public void Dispose() => _http.Dispose();

    private async Task<FakeDelivery> TrySendAsync(JsonObject hook, JsonObject body)
    {
        try
        {
            using var request = Request(hook, body);
            using var answer = await _http.SendAsync(request);
            return new FakeDelivery(body, (int)answer.StatusCode, answer.ReasonPhrase ?? "");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return new FakeDelivery(body, null, e.Message);
        }
    }

    private HttpRequestMessage Request(JsonObject hook, JsonObject body)
    {
        var method = Hook.Field(hook, "method")?.GetValue<int>() == 2 ? HttpMethod.Put : HttpMethod.Post;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString(Recording.Style)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(method, Hook.Field(hook, "url")!.GetValue<string>()) { Content = content };
        request.Headers.ConnectionClose = true;
        request.Headers.UserAgent.ParseAdd($"{flavour.Name}/{flavour.Version} (debian 12)");
        var (user, password) = (Hook.Text(hook, "username"), Hook.Text(hook, "password"));
        if (user.Length + password.Length > 0)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.Latin1.GetBytes($"{user}:{password}")));
        foreach (var header in (Hook.Field(hook, "headers") as JsonArray ?? []).OfType<JsonObject>().Where(_ => flavour.KnowsHeaders))
            request.Headers.TryAddWithoutValidation(header["key"]!.GetValue<string>(), header["value"]!.GetValue<string>());
        return request;
    }

    private sealed record Trouble(int Level, DateTimeOffset Since, DateTimeOffset Until);
}

/// <param name="Status">Null when it got no answer or was not even sent.</param>
public sealed record FakeDelivery(JsonObject Body, int? Status, string Said)
{
    /// <summary>The apps take a redirect for success.</summary>
    public bool WasTaken => Status < 400;
}
