using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>An Apprise API with one stored key. That nobody was told is a success to it, of a kind.</summary>
public sealed class FakeApprise : FakeReceiver
{
    public string Key { get; } = "family";

    /// <summary>What the URLs under the key are tagged with.</summary>
    public string Tag { get; } = "movies";

    /// <summary>Some of its receivers cannot be told.</summary>
    public bool IsHalfBroken { get; set; }

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.TrimEnd('/');
        if (!path.StartsWith("/notify", StringComparison.Ordinal))
            return Refuses(404);
        if (await ReadAsync(http) is not { } message || string.IsNullOrEmpty(message["body"]?.GetValue<string>()))
            return Error(400, "Bad FORM Payload provided.");
        if (path != "/notify" && path != $"/notify/{Key}")
            return Refuses(204);
        if (path == "/notify" && !KnowsOne(message["urls"]))
            return Refuses(204);
        if (path != "/notify" && message["tag"]?.GetValue<string>() != Tag)
            return Error(424, "One or more notification could not be sent.");
        Seen.Enqueue(new Seen(message["title"]?.GetValue<string>() ?? "", message["body"]!.GetValue<string>(), message));
        return IsHalfBroken ? Error(424, "One or more notification could not be sent.") : Error(200, null);
    }

    private static bool KnowsOne(JsonNode? urls) =>
        (urls as JsonArray ?? []).Any(url => url?.GetValue<string>().Contains("://", StringComparison.Ordinal) == true);

    private static IResult Error(int status, string? why) =>
        Json(new JsonObject { ["error"] = why, ["details"] = new JsonArray() }.ToJsonString(), status);
}
