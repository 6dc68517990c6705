using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Members;

/// <summary>A member as the table has it, and what became of it.</summary>
/// <param name="Family">instances, players or channels; empty when its kind is unknown.</param>
/// <param name="Trouble">Why it cannot be used; null when it can.</param>
public sealed record MemberEntry(MemberRow Row, string Family, string Name, string? Trouble)
{
    private const int LongEnoughForHint = 12;
    private const int Hint = 4;

    /// <summary>The member with its typed terms and options.</summary>
    public object? Member { get; init; }

    internal MemberKind? Kind { get; init; }

    /// <summary>With the secrets in clear: never for anybody's eyes.</summary>
    internal JsonObject Opened { get; init; } = [];

    /// <summary>For any eyes: of a secret only that it is set, and its last characters when that gives nothing away.</summary>
    public JsonObject Shown() => Kind is null ? [] : Opened.Rewrite(Kind, (_, secret) => Hidden(secret));

    internal IEnumerable<string> Secrets()
    {
        var found = new List<string>();
        if (Kind is not null)
            Opened.Rewrite(
                Kind,
                (_, secret) =>
                {
                    found.Add(Text(secret));
                    return secret;
                }
            );
        return found;
    }

    internal static string Text(JsonNode node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();

    private static JsonObject Hidden(JsonNode secret) => new() { ["set"] = true, ["hint"] = HintOf(secret) };

    internal static string HintOf(JsonNode secret) => Text(secret) is { Length: >= LongEnoughForHint } text ? $"…{text[^Hint..]}" : "…";
}
