using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>api.telegram.org, as far as sendMessage goes. Reads its HTML as strictly, and counts what is left without the marks.</summary>
public sealed partial class FakeTelegram : FakeReceiver
{
    private const int Longest = 4096;
    private static readonly string[] Tags = ["b", "strong", "i", "em", "u", "s", "code", "pre", "blockquote", "a"];
    private int _number;

    public string Token { get; set; } = "123456:AAE-right_token";
    public string Chat { get; set; } = "-1001234567890";

    /// <summary>Set when the group has become a supergroup: the old id is refused with this one.</summary>
    public string? OldChat { get; set; }

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (!Method().IsMatch(path))
            return Refusal(404, "Not Found");
        if (path != $"/bot{Token}/sendMessage")
            return Refusal(401, "Unauthorized");
        if (await ReadAsync(http) is not { } message)
            return Refusal(400, "Bad Request: can't parse JSON object");
        var chat = message["chat_id"]?.ToString();
        if (chat is not null && chat == OldChat)
            return Json(
                $$$"""{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":{{{Chat}}}}}""",
                400
            );
        return chat == Chat ? Take(message) : Refusal(400, "Bad Request: chat not found");
    }

    private IResult Take(JsonObject message)
    {
        var text = message["text"]?.GetValue<string>() ?? "";
        var marked = message["parse_mode"]?.GetValue<string>() == "HTML";
        string shown;
        try
        {
            shown = marked ? Read(text) : text;
        }
        catch (FormatException e)
        {
            return Refusal(400, $"Bad Request: can't parse entities: {e.Message}");
        }
        if (string.IsNullOrWhiteSpace(shown))
            return Refusal(400, "Bad Request: message text is empty");
        if (shown.Length > Longest)
            return Refusal(400, "Bad Request: message is too long");
        Seen.Enqueue(new Seen("", shown, message));
        return Json($$$"""{"ok":true,"result":{"message_id":{{{Interlocked.Increment(ref _number)}}}}}""");
    }

    private static string Read(string html)
    {
        var (shown, open) = (new StringBuilder(), new Stack<string>());
        for (var at = 0; at < html.Length; at++)
            if (html[at] != '<')
                shown.Append(html[at]);
            else
                at = Tag(html, at, open);
        return open.Count == 0
            ? WebUtility.HtmlDecode(shown.ToString())
            : throw new FormatException($"Can't find end tag \"{open.Peek()}\"");
    }

    private static int Tag(string html, int at, Stack<string> open)
    {
        var end = html.IndexOf('>', at);
        if (end < 0)
            throw new FormatException($"Unclosed start tag at byte offset {at}");
        var tag = html[(at + 1)..end];
        if (tag.StartsWith('/'))
        {
            if (open.Count == 0 || open.Pop() != tag[1..])
                throw new FormatException($"Unmatched end tag at byte offset {at}");
            return end;
        }
        var name = tag.Split(' ')[0];
        if (!Tags.Contains(name) || (tag != name && !Anchor().IsMatch(tag)))
            throw new FormatException($"Unsupported start tag \"{name}\" at byte offset {at}");
        open.Push(name);
        return end;
    }

    private static IResult Refusal(int status, string why) =>
        Json(
            new JsonObject
            {
                ["ok"] = false,
                ["error_code"] = status,
                ["description"] = why,
            }.ToJsonString(),
            status
        );

    [GeneratedRegex("^/bot[0-9]+:[A-Za-z0-9_-]+/[A-Za-z]+$")]
    private static partial Regex Method();

    [GeneratedRegex("^a href=\"[^\"<>]*\"$")]
    private static partial Regex Anchor();
}
