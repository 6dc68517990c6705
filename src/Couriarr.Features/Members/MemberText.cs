using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Members;

/// <summary>Options as JSON, from the records and to the nodes that the configuration is bound from.</summary>
internal static class MemberText
{
    private static readonly Origin At = new(Voice.File, "notification_config");

    /// <summary>What differs from the defaults, secrets in clear.</summary>
    public static JsonObject Of(MembersShape family, MemberKind kind, object terms, object options)
    {
        var json = new JsonObject();
        foreach (var (slot, owner) in family.Terms.Slots.Select(s => (s, terms)).Concat(kind.Options.Slots.Select(s => (s, options))))
            if (slot.Shape.Key != "enabled" && Value(slot.Shape, slot.Property.GetValue(owner)) is { } value)
                json[slot.Shape.Key] = value;
        return json;
    }

    /// <summary>Null when it is no JSON object.</summary>
    public static JsonObject? Parse(string config)
    {
        try
        {
            return JsonNode.Parse(config.Length == 0 ? "{}" : config) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Mapping ToMapping(JsonObject json, params (string Key, string Text)[] also) =>
        new(
            [
                .. also.Select(a => new Entry(a.Key, new Scalar(a.Text, At), At)),
                .. json.Where(e => !also.Any(a => a.Key == e.Key)).Select(e => new Entry(e.Key, ToNode(e.Value), At)),
            ],
            At
        );

    public static Mapping Around(string key, Mapping inner) => new([new Entry(key, inner, At)], At);

    private static Node ToNode(JsonNode? json) =>
        json switch
        {
            JsonObject section => ToMapping(section),
            JsonArray list => new Sequence([.. list.Select(ToNode)], At),
            JsonValue value when value.GetValueKind() is JsonValueKind.String => new Scalar(value.GetValue<string>(), At),
            JsonValue value => new Scalar(value.ToJsonString(), At),
            _ => new Scalar(null, At),
        };

    private static JsonNode? Value(Shape shape, object? value) =>
        (shape, value) switch
        {
            (_, null) => null,
            (OptionShape { IsList: true } option, IEnumerable list) => List(option, list),
            (OptionShape option, _) => value.Equals(option.Default) ? null : Plain(option.Plain, value),
            (LookupShape lookup, IDictionary entries) => Lookup(lookup, entries),
            _ => null,
        };

    private static JsonArray? List(OptionShape option, IEnumerable list)
    {
        JsonNode[] items = [.. list.Cast<object>().Select(item => Plain(option.Plain, item))];
        return items.Length == 0 ? null : new JsonArray(items);
    }

    private static JsonObject? Lookup(LookupShape lookup, IDictionary entries)
    {
        var json = new JsonObject();
        foreach (DictionaryEntry entry in entries)
            json[(string)entry.Key] = Plain(lookup.Value.Plain, entry.Value!);
        return json.Count == 0 ? null : json;
    }

    private static JsonNode Plain(Plain plain, object value) =>
        value is Secret secret ? JsonValue.Create(secret.Reveal()) : plain.ToJson(value);
}
