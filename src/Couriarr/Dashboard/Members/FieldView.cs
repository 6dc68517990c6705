using System.Globalization;
using System.Text.Json.Nodes;
using Couriarr.Doors;

namespace Couriarr.Dashboard.Members;

/// <summary>One option of a kind as a field of a form, with what stands in it. A stored secret never does: only that it is set.</summary>
internal sealed record FieldView(OptionView Option)
{
    public const string Prefix = "o.";

    public string Value { get; init; } = "";

    /// <summary>A secret that is stored, and stays when nothing is typed.</summary>
    public bool IsSet { get; init; }
    public string? Hint { get; init; }

    /// <summary>It shall not stay.</summary>
    public bool IsCleared { get; init; }

    /// <summary>What is wrong with what was typed.</summary>
    public string? Wrong { get; init; }

    public string Input => Prefix + Option.Name;
    public string Label => char.ToUpperInvariant(Option.Name[0]) + Option.Name[1..].Replace('_', ' ');
    public string Default => Option.Default is { } value ? FieldText.Of(value) : "";
    public IReadOnlyList<string> Lines => [.. Value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    public static FieldView Blank(OptionView option) =>
        new FieldView(option) with
        {
            Value = option.Type == "boolean" ? BooleanOf(option, null) : "",
        };

    public static FieldView Stored(OptionView option, JsonNode? node) =>
        option switch
        {
            { Type: "boolean", Form: "single" } => new(option) { Value = BooleanOf(option, node) },
            _ when node is null => new(option),
            { Form: "list" } => new(option) { Value = string.Join('\n', ((JsonArray)node).OfType<JsonNode>().Select(FieldText.Of)) },
            { Form: "lookup" } => new(option)
            {
                Value = string.Join('\n', ((JsonObject)node).Select(pair => $"{pair.Key}: {FieldText.Of(pair.Value!)}")),
            },
            { Type: "secret" } => new(option) { IsSet = true, Hint = node["hint"]?.GetValue<string>() },
            _ => new(option) { Value = FieldText.Of(node) },
        };

    /// <summary>What a form sent, over what is stored.</summary>
    public FieldView Typed(IFormCollection form) =>
        this with
        {
            Value = Option is { Type: "boolean", Form: "single" }
                ? (form[Input].Count > 0 ? "true" : "false")
                : string.Join('\n', form[Input].Select(text => text ?? "")).Trim(),
            IsCleared = form[$"clear.{Option.Name}"].Count > 0,
        };

    /// <summary>As the API takes it; null when it is left away.</summary>
    public JsonNode? Node =>
        Option switch
        {
            { Form: "list" } => Lines.Count == 0 ? null : new JsonArray([.. Lines.Select(FieldText.NodeOf)]),
            { Form: "lookup" } => Lines.Count == 0 ? null : FieldText.LookupOf(Lines),
            { Type: "secret" } when Value.Length == 0 => IsSet && !IsCleared ? new JsonObject { ["set"] = true } : null,
            { Type: "boolean" } => Value == Default ? null : JsonValue.Create(Value == "true"),
            { Type: "number" } when long.TryParse(Value, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => Value.Length == 0 ? null : JsonValue.Create(Value),
        };

    private static string BooleanOf(OptionView option, JsonNode? node) => FieldText.Of(node ?? option.Default ?? false);
}

/// <summary>Values of options as people type them.</summary>
internal static class FieldText
{
    private const string Kept = "(set";

    /// <summary>Of a secret that is stored only its hint.</summary>
    public static string Of(JsonNode node) =>
        node switch
        {
            JsonObject secret => $"{Kept} {secret["hint"]})",
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => node.ToJsonString(),
        };

    public static JsonNode NodeOf(string line) =>
        line.StartsWith(Kept, StringComparison.Ordinal) && line.EndsWith(')')
            ? new JsonObject { ["set"] = true, ["hint"] = line[Kept.Length..^1].Trim() }
            : JsonValue.Create(line);

    /// <summary>Name: value, in each line. A name may have a colon in it, but none before a space.</summary>
    public static JsonObject LookupOf(IReadOnlyList<string> lines)
    {
        var lookup = new JsonObject();
        foreach (var line in lines)
        {
            var at = line.IndexOf(": ", StringComparison.Ordinal);
            if (at < 0)
                at = line.IndexOf(':', StringComparison.Ordinal);
            lookup[at < 0 ? line : line[..at].Trim()] = at < 0 ? JsonValue.Create("") : NodeOf(line[(at + 1)..].Trim());
        }
        return lookup;
    }
}
