using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>Somebody's own program that takes events, and keeps them with their headers.</summary>
public sealed class HookReceiver : FakeReceiver
{
    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> Came { get; } = [];

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        var body = await new StreamReader(http.Request.Body, Encoding.UTF8).ReadToEndAsync();
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Came.Enqueue((headers, body));
        var json = (JsonObject)JsonNode.Parse(body)!;
        Seen.Enqueue(new Seen(json["title"]!.GetValue<string>(), json["message"]!.GetValue<string>(), json));
        return Json("{}");
    }
}
