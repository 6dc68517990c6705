using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Showing;

/// <summary>The configuration's shape as JSON Schema, with which editors complete and check the file as it is written.</summary>
public static class Schema
{
    public static JsonObject Of(SectionShape root)
    {
        var schema = Section(root.Slots.Select(s => s.Shape));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Couriarr");
        return schema;
    }

    public static JsonObject Section(IEnumerable<Shape> shapes)
    {
        var properties = new JsonObject();
        foreach (var shape in shapes)
            properties[shape.Key] = Of(shape);
        return new JsonObject
        {
            ["type"] = Types("object", "null"),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Of(Shape shape)
    {
        var schema = shape switch
        {
            OptionShape option => Option(option),
            SectionShape section => Section(section.Slots.Select(s => s.Shape)),
            LookupShape lookup => Named(Option(lookup.Value)),
            ListShape list => Row(Section(list.Item.Slots.Select(s => s.Shape))),
            MembersShape members => Named(Members(members)),
            _ => [],
        };
        schema["description"] = shape.Explanation;
        return schema;
    }

    private static JsonObject Option(OptionShape option)
    {
        var single = OrVariable(Limited(option.Plain.Schema(), option));
        var schema = option.IsList ? Row(single) : single;
        if (option is { Default: { } standard, IsSecret: false } && standard is not "")
            schema["default"] = OptionShape.ItemsOf(standard) is { } list
                ? new JsonArray([.. list.Select(option.Plain.ToJson)])
                : option.Plain.ToJson(standard);
        return schema;
    }

    private static JsonObject Limited(JsonObject schema, OptionShape option)
    {
        if (option.Plain.Type == typeof(int) && option.Limits.Max < long.MaxValue)
            (schema["minimum"], schema["maximum"]) = (option.Limits.Min, option.Limits.Max);
        return schema;
    }

    // ${NAME} may stand anywhere, 'key:' sets nothing, and a text may look like a number.
    private static JsonObject OrVariable(JsonObject schema) =>
        new()
        {
            ["anyOf"] = new JsonArray(
                schema,
                schema["type"] is JsonValue type && type.GetValue<string>() == "string"
                    ? new JsonObject { ["type"] = Types("number", "null") }
                    : new JsonObject { ["type"] = Types("string", "null"), ["pattern"] = @"\$\{" }
            ),
        };

    private static JsonObject Row(JsonObject item) => new() { ["type"] = Types("array", "null", "string"), ["items"] = item };

    private static JsonObject Named(JsonObject value) => new() { ["type"] = Types("object", "null"), ["additionalProperties"] = value };

    private static JsonObject Members(MembersShape members) =>
        new()
        {
            ["oneOf"] = new JsonArray([
                .. members.Kinds.Select(kind => Member(members, kind)),
                .. members.Key == "channels" ? [ByAddress(members)] : Array.Empty<JsonObject>(),
            ]),
        };

    /// <summary>A channel as Apprise has it: tgram://… and the like, without a kind.</summary>
    private static JsonObject ByAddress(MembersShape family)
    {
        var schema = Section(family.Terms.Slots.Select(s => s.Shape));
        schema["type"] = "object";
        schema["title"] = "apprise address";
        ((JsonObject)schema["properties"]!).Insert(0, "url", new JsonObject { ["type"] = "string" });
        schema["required"] = new JsonArray("url");
        return schema;
    }

    private static JsonObject Member(MembersShape family, MemberKind kind)
    {
        var schema = Section(kind.Options.Slots.Concat(family.Terms.Slots).Select(s => s.Shape));
        schema["type"] = "object";
        schema["title"] = kind.Name;
        ((JsonObject)schema["properties"]!).Insert(0, MembersShape.KindKey, new JsonObject { ["const"] = kind.Name });
        schema["required"] = new JsonArray(MembersShape.KindKey);
        return schema;
    }

    private static JsonArray Types(params string[] types) => new([.. types.Select(t => (JsonNode)t)]);
}
