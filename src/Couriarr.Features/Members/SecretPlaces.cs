using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Members;

/// <summary>Knows where secrets lie in the options of a kind, and lets each be replaced: sealed, opened, hidden.</summary>
internal static class SecretPlaces
{
    /// <param name="change">Gets the option, like token or headers.X-Api-Key, and what is there. Null removes it.</param>
    /// <returns>A copy.</returns>
    public static JsonObject Rewrite(this JsonObject options, MemberKind kind, Func<string, JsonNode, JsonNode?> change)
    {
        var copy = (JsonObject)options.DeepClone();
        foreach (var shape in kind.Options.Slots.Select(s => s.Shape).Where(IsSecret))
            if (copy[shape.Key] is { } node)
                Put(copy, shape.Key, Changed(shape, shape.Key, node, change));
        return copy;
    }

    public static bool IsSecret(Shape shape) => shape is OptionShape { IsSecret: true } or LookupShape { Value.IsSecret: true };

    private static JsonNode? Changed(Shape shape, string option, JsonNode node, Func<string, JsonNode, JsonNode?> change) =>
        (shape, node) switch
        {
            (OptionShape { IsList: true }, JsonArray list) => new JsonArray([
                .. list.OfType<JsonNode>().Select(i => Free(change(option, i))).Where(i => i is not null),
            ]),
            (LookupShape, JsonObject lookup) => new JsonObject(
                lookup
                    .Where(entry => entry.Value is not null)
                    .Select(entry => KeyValuePair.Create(entry.Key, Free(change($"{option}.{entry.Key}", entry.Value!))))
                    .Where(entry => entry.Value is not null)
            ),
            _ => change(option, node),
        };

    private static void Put(JsonObject options, string key, JsonNode? value)
    {
        if (value is null)
            options.Remove(key);
        else
            options[key] = Free(value);
    }

    // A node has one parent.
    private static JsonNode? Free(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();
}
