using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>A webhook of Discord's. Without wait=true it says 204 whatever becomes of the message.</summary>
public sealed partial class FakeDiscord : FakeReceiver
{
    private static readonly (string Field, int Longest)[] Limits = [("title", 256), ("description", 4096)];

    public string Path { get; } = "/api/webhooks/42/right-token";
    public Uri Webhook => new(Address, Path);

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/api/webhooks/42", StringComparison.Ordinal))
            return Json("""{"message":"Unknown Webhook","code":10015}""", 404);
        if (http.Request.Path != Path)
            return Json("""{"message":"Invalid Webhook Token","code":50027}""", 401);
        if (await ReadAsync(http) is not { } message)
            return Json("""{"message":"The request body contains invalid JSON.","code":50109}""", 400);
        var embeds = message["embeds"]?.AsArray().OfType<JsonObject>().ToList() ?? [];
        if (embeds.Count == 0 && string.IsNullOrWhiteSpace(message["content"]?.GetValue<string>()))
            return Json("""{"message":"Cannot send an empty message","code":50006}""", 400);
        if (Objection(message, embeds) is { } objection)
            return Json(
                """{"message":"Invalid Form Body","code":50035,"errors":{"FIELD":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH"}]}}}""".Replace(
                    "FIELD",
                    objection,
                    StringComparison.Ordinal
                ),
                400
            );
        var sent = embeds[0];
        Seen.Enqueue(new Seen(Shown(sent["title"]), Shown(sent["description"]), message) { Called = CallsSomebody(message) });
        return http.Request.Query["wait"] == "true" ? Json("""{"id":"1234567890"}""") : Refuses(204);
    }

    private static string? Objection(JsonObject message, List<JsonObject> embeds) =>
        embeds.Count > 10 ? "embeds"
        : embeds.Sum(embed => Limits.Sum(limit => Length(embed[limit.Field]))) > 6000 ? "embeds"
        : embeds
            .SelectMany(embed => Limits.Where(limit => Length(embed[limit.Field]) > limit.Longest))
            .Select(l => l.Field)
            .FirstOrDefault()
            ?? (Name().IsMatch(message["username"]?.GetValue<string>() ?? "") ? "username" : null);

    private static bool CallsSomebody(JsonObject message) =>
        message["allowed_mentions"]?["parse"] is not JsonArray { Count: 0 }
        && message.ToJsonString().Contains("@everyone", StringComparison.Ordinal);

    private static int Length(JsonNode? text) => text?.GetValue<string>().Length ?? 0;

    /// <summary>Its marks do what they do and are gone; a backslash shows what comes after it, but not between backticks.</summary>
    private static string Shown(JsonNode? text)
    {
        var kept = Code()
            .Replace(
                text?.GetValue<string>() ?? "",
                match => Aside(match.Groups["code"].Success ? match.Groups["code"].Value : match.Value[1..])
            );
        return string.Concat(Mark().Replace(kept, "${words}").Select(c => c is >= Safe and < (char)(Safe + 128) ? (char)(c - Safe) : c));
    }

    // Where no mark is looked for.
    private static string Aside(string text) => string.Concat(text.Select(c => c < 128 ? (char)(c + Safe) : c));

    private const char Safe = '\uE000';

    [GeneratedRegex(@"\\[^A-Za-z0-9\s]|`(?<code>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<mark>\*\*|\*|__|_|~~|\|\|)(?<words>\S.*?)\k<mark>|^#+ |^> |^- |<[@:#/][^>]*>|:\w+:", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex("discord|clyde", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
