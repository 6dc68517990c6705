using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Couriarr.Tests.Configuration;

/// <summary>Checks JSON against the part of JSON Schema that ours uses. What it does not know it refuses, so that nothing passes by oversight.</summary>
internal sealed class JsonShape(JsonObject root)
{
    private static readonly string[] Said = ["description", "default", "examples", "title", "$schema", "$defs"];

    public bool Fits(JsonNode? value) => Fits(value, root);

    private bool Fits(JsonNode? value, JsonObject schema) =>
        schema.Where(word => !Said.Contains(word.Key)).All(word => Fits(value, word.Key, word.Value!, schema));

    private bool Fits(JsonNode? value, string word, JsonNode asked, JsonObject schema) =>
        word switch
        {
            "$ref" => Fits(value, (JsonObject)root["$defs"]![asked.GetValue<string>().Split('/')[^1]]!),
            "anyOf" => asked.AsArray().Any(one => Fits(value, (JsonObject)one!)),
            "oneOf" => asked.AsArray().Count(one => Fits(value, (JsonObject)one!)) == 1,
            "type" => (asked as JsonArray ?? [asked.DeepClone()]).Any(type => Is(value, type!.GetValue<string>())),
            "const" => JsonNode.DeepEquals(value, asked),
            "enum" => asked.AsArray().Any(one => JsonNode.DeepEquals(value, one)),
            "pattern" => value is not JsonValue text
                || !text.TryGetValue<string>(out var words)
                || Regex.IsMatch(words, asked.GetValue<string>()),
            "minimum" => value is not JsonValue number || !Is(value, "number") || number.GetValue<double>() >= asked.GetValue<double>(),
            "maximum" => value is not JsonValue number || !Is(value, "number") || number.GetValue<double>() <= asked.GetValue<double>(),
            "items" => value is not JsonArray list || list.All(item => Fits(item, (JsonObject)asked)),
            "minItems" => value is not JsonArray list || list.Count >= asked.GetValue<int>(),
            "maxItems" => value is not JsonArray list || list.Count <= asked.GetValue<int>(),
            "minProperties" => value is not JsonObject members || members.Count >= asked.GetValue<int>(),
            "required" => value is not JsonObject members || asked.AsArray().All(name => members.ContainsKey(name!.GetValue<string>())),
            "properties" => value is not JsonObject members
                || members.All(m => asked[m.Key] is not JsonObject inner || Fits(m.Value, inner)),
            "additionalProperties" => value is not JsonObject members
                || members
                    .Where(member => schema["properties"]?[member.Key] is null)
                    .All(member => asked is JsonObject inner && Fits(member.Value, inner)),
            _ => throw new InvalidOperationException($"Nobody here knows '{word}'."),
        };

    private static bool Is(JsonNode? value, string type) =>
        type switch
        {
            "null" => value is null,
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "integer" => value?.GetValueKind() is System.Text.Json.JsonValueKind.Number && value.GetValue<double>() % 1 == 0,
            _ => value?.GetValueKind().ToString().ToLowerInvariant() is { } kind
                && (kind == type || (type == "boolean" && kind is "true" or "false")),
        };
}
