using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Members;

/// <summary>
/// Puts the stored secrets where a change says that they stay as they are. They stay with their address: who leads a member elsewhere
/// has to know its secrets, or could have them sent to himself.
/// </summary>
internal static class KeptSecrets
{
    private static readonly string[] Addresses = ["url", "api_url", "host", "webhook_url"];

    /// <param name="cleared">Told of each that was to stay and could not.</param>
    public static JsonObject Keep(this JsonObject wanted, MemberKind kind, JsonObject? stored, Action<string> cleared)
    {
        var left = new List<(string Option, string Secret, string? Hint)>();
        if (stored is not null && SameAddresses(wanted, stored, kind))
            stored.Rewrite(
                kind,
                (option, secret) =>
                {
                    left.Add((option, MemberEntry.Text(secret), MemberEntry.HintOf(secret)));
                    return secret;
                }
            );
        return wanted.Rewrite(kind, (option, node) => IsSentinel(node) ? Take(left, option, (JsonObject)node, cleared) : node);
    }

    private static JsonValue? Take(
        List<(string Option, string Secret, string? Hint)> left,
        string option,
        JsonObject sentinel,
        Action<string> cleared
    )
    {
        if (sentinel["set"]?.GetValueKind() is not System.Text.Json.JsonValueKind.True)
            return null;
        var hint = sentinel["hint"] is { } said ? MemberEntry.Text(said) : null;
        var found = left.FindIndex(l => l.Option == option && (hint is null || l.Hint == hint));
        if (found < 0)
        {
            cleared(option);
            return null;
        }
        var secret = left[found].Secret;
        left.RemoveAt(found);
        return JsonValue.Create(secret);
    }

    private static bool IsSentinel(JsonNode? node) => node is JsonObject said && said.ContainsKey("set");

    private static bool SameAddresses(JsonObject wanted, JsonObject stored, MemberKind kind) =>
        kind
            .Options.Slots.Select(s => s.Shape)
            .OfType<OptionShape>()
            .Where(o => Addresses.Contains(o.Key))
            .All(o => IsSentinel(wanted[o.Key]) || Text(wanted, o) == Text(stored, o));

    private static string? Text(JsonObject options, OptionShape option) =>
        options[option.Key] is { } node ? MemberEntry.Text(node).TrimEnd('/')
        : option.Default is { } standard ? option.Plain.Write(standard).TrimEnd('/')
        : null;
}
