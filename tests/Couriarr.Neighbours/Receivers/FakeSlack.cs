using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>An incoming webhook of Slack's. All its answers are words.</summary>
public sealed partial class FakeSlack : FakeReceiver
{
    public string Path { get; } = "/services/T0/B0/right";
    public Uri Webhook => new(Address, Path);

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        if (http.Request.Path != Path)
            return Text("no_service", 404);
        if (await ReadAsync(http) is not { } message)
            return Text("invalid_payload", 400);
        var blocks = message["blocks"]?.AsArray().OfType<JsonObject>().ToList() ?? [];
        if (blocks.Count == 0 && string.IsNullOrEmpty(message["text"]?.GetValue<string>()))
            return Text("no_text", 400);
        if (blocks.Count > 50 || blocks.Exists(IsWrong))
            return Text("invalid_blocks", 400);
        var texts = blocks.Select(block => Shown(block["text"]!)).ToList();
        Seen.Enqueue(
            new Seen(texts[0], string.Join('\n', texts.Skip(1)), message)
            {
                Called = Call().IsMatch(string.Concat(blocks.Select(block => block["text"]!["text"]))),
            }
        );
        return Text("ok");
    }

    private static bool IsWrong(JsonObject block) =>
        (block["type"]?.GetValue<string>(), block["text"]?["type"]?.GetValue<string>(), block["text"]?["text"]?.GetValue<string>()) switch
        {
            ("header", "plain_text", { Length: > 0 and <= 150 }) => false,
            ("section", "mrkdwn" or "plain_text", { Length: > 0 and <= 3000 }) => false,
            _ => true,
        };

    private static string Shown(JsonNode text)
    {
        var shown = text["text"]!.GetValue<string>();
        if (text["type"]!.GetValue<string>() == "mrkdwn")
        {
            shown = Alone().Replace(shown, match => Aside(match.Value[1..2]));
            shown = Code().Replace(shown, match => Aside(match.Groups["code"].Value));
            shown = Mark().Replace(Link().Replace(shown, "${words}"), "${words}");
        }
        return string.Concat(shown.Select(c => c is >= Safe and < (char)(Safe + 128) ? (char)(c - Safe) : c))
            .Replace("\u200B", "", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
    }

    [GeneratedRegex("<(?<link>[^|>]*)\\|(?<words>[^>]*)>")]
    private static partial Regex Link();

    private const char Safe = '\uE000';

    // Where no mark is looked for.
    private static string Aside(string text) => string.Concat(text.Select(c => c is '*' or '_' or '~' or '`' ? (char)(c + Safe) : c));

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Code();

    // Next to a space that nobody sees it is no mark.
    [GeneratedRegex("\u200B[*_~`]\u200B")]
    private static partial Regex Alone();

    // A mark between a space and a word, and its like after a word.
    [GeneratedRegex(@"(?<![^\s(])(?<mark>[*_~`])(?<words>[^\s*_~`]([^*_~`\n]*[^\s*_~`])?)\k<mark>(?!\w)")]
    private static partial Regex Mark();

    [GeneratedRegex("<[!@#]")]
    private static partial Regex Call();
}
