using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Shapes;
using Couriarr.Features.Configuration.Showing;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules.Written;

/// <summary>How rules are written, as JSON Schema: editors complete fields and comparisons, and mark what would be refused.</summary>
internal static class RuleSchema
{
    private const string Signed = @"^\s*(<=|>=|<|>|=)?\s*";
    private const string Variable = @"\$\{";

    // Bounds of dates: a day, today, or a distance from it.
    private const string Day = @"(\d{4}-\d{2}-\d{2}|[Tt]oday|[+-]\d{1,3}[dwmyDWMY])";
    private const string Number = @"-?\d+(\.\d+)?";

    /// <summary>Puts it into the schema of the whole configuration.</summary>
    public static JsonObject Into(JsonObject schema)
    {
        var rules = (JsonObject)schema["properties"]!["rules"]!;
        rules["type"] = new JsonArray("array", "null");
        rules["items"] = Rule();
        schema["$defs"] = new JsonObject { ["condition"] = Condition(), ["conditions"] = Conditions() };
        return schema;
    }

    private static JsonObject Rule()
    {
        var rule = Schema.Section(RuleReader.Shape.Slots.Select(slot => slot.Shape));
        rule["type"] = "object";
        rule["required"] = new JsonArray("name", "when", "then");
        ((JsonObject)rule["properties"]!["when"]!)["anyOf"] = new JsonArray(
            new JsonObject { ["const"] = ConditionReader.EverythingWord },
            Ref("condition"),
            Ref("conditions")
        );
        return rule;
    }

    private static JsonObject Condition()
    {
        var asked = new JsonObject();
        foreach (var field in Fields.Light.Concat(Fields.Heavy))
            asked[field.Name] = Of(field);
        foreach (var together in new[] { ConditionReader.AllKey, ConditionReader.AnyKey, ConditionReader.NotKey })
            asked[together] = AnyOf(Ref("condition"), Ref("conditions"));
        asked[ConditionReader.FiltersKey] = Truth();
        return Members(asked);
    }

    private static JsonObject Conditions() => Several(AnyOf(Ref("condition"), Ref("conditions")));

    private static JsonObject Of(Field field) =>
        field switch
        {
            TextField => Compared(Word(field), WordReader.TextSigns, _ => OneOrMore(Word(field))),
            WordsField => Compared(Word(field), WordReader.ListSigns, _ => OneOrMore(Word(field))),
            DateField => Compared(Bound(Day, Signed), BoundReader.Signs, sign => Bounds(sign, Bound(Day, @"^\s*"))),
            _ => Compared(Bound(Number, Signed), BoundReader.Signs, sign => Bounds(sign, Bound(Number, @"^\s*"))),
        };

    /// <summary>A value alone, several, or comparisons by name.</summary>
    private static JsonObject Compared(JsonObject single, string[] signs, Func<string, JsonObject> valueOf)
    {
        var comparisons = new JsonObject();
        foreach (var sign in signs)
            comparisons[sign] = valueOf(sign);
        comparisons[FieldReader.KnownKey] = Truth();
        return AnyOf(single, Several((JsonObject)single.DeepClone()), Members(comparisons));
    }

    private static JsonObject Bounds(string sign, JsonObject bound)
    {
        if (sign is not ("between" or "one_of"))
            return bound;
        var several = Several(bound);
        if (sign is "between")
            (several["minItems"], several["maxItems"]) = (2, 2);
        return several;
    }

    // What YAML takes for a number or a date is a text to others: an editor that knows the one and not the other must not complain.
    private static JsonObject Bound(string form, string before) =>
        AnyOf(
            new JsonObject { ["type"] = "number" },
            new JsonObject { ["type"] = "string", ["pattern"] = $@"{before}{form}\s*$" },
            new JsonObject { ["type"] = "string", ["pattern"] = Variable }
        );

    private static JsonObject Word(Field field)
    {
        var word = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
        if (CatalogueWords.Of(field.Name) is { } words)
            word["examples"] = new JsonArray([.. words.Select(known => JsonValue.Create(known))]);
        return word;
    }

    private static JsonObject Truth() =>
        AnyOf(
            new JsonObject { ["type"] = "boolean" },
            new JsonObject { ["type"] = "string", ["pattern"] = "^([Tt]rue|[Ff]alse)$|" + Variable }
        );

    private static JsonObject OneOrMore(JsonObject item) => AnyOf(item, Several((JsonObject)item.DeepClone()));

    private static JsonObject Several(JsonObject item) =>
        new()
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["items"] = item,
        };

    private static JsonObject Members(JsonObject properties) =>
        new()
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };

    private static JsonObject AnyOf(params JsonObject[] any) => new() { ["anyOf"] = new JsonArray([.. any]) };

    private static JsonObject Ref(string name) => new() { ["$ref"] = $"#/$defs/{name}" };
}
