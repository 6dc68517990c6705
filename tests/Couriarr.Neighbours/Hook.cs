using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>A connection of an app: what was sent to it in a minimal form is answered as the whole resource.</summary>
internal static class Hook
{
    private const string Masked = "********";

    public static JsonNode? Field(JsonObject hook, string name) =>
        (hook["fields"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(f => f["name"]?.GetValue<string>() == name)?["value"];

    public static string Text(JsonObject hook, string name) => Field(hook, name)?.GetValue<string>() ?? "";

    /// <summary>The schema, filled with what was sent. What the app does not know is dropped without a word.</summary>
    public static JsonObject Of(ArrFlavour flavour, JsonObject sent, int id, JsonObject? before)
    {
        var hook = Schema(flavour);
        foreach (var (name, value) in sent.Where(member => member.Key is not ("fields" or "id")))
            hook.With((name, value?.DeepClone()));
        foreach (var field in hook["fields"]!.AsArray().OfType<JsonObject>())
        {
            var name = field["name"]!.GetValue<string>();
            var value = Field(sent, name);
            if (name == "password" && value?.GetValue<string>() == Masked && before is not null)
                value = Field(before, name);
            if (value is not null)
                field["value"] = value.DeepClone();
        }
        hook.Remove("presets");
        hook["id"] = id;
        return hook;
    }

    public static JsonObject Schema(ArrFlavour flavour)
    {
        var schema = Recording.Of(flavour, "schema");
        var fields = schema["fields"]!.AsArray();
        if (!flavour.KnowsHeaders)
            fields.Remove(fields.First(field => field!["name"]!.GetValue<string>() == "headers"));
        return schema;
    }

    public static JsonObject Shown(JsonObject hook)
    {
        var shown = (JsonObject)hook.DeepClone();
        foreach (var field in shown["fields"]!.AsArray().OfType<JsonObject>())
            if (field["name"]!.GetValue<string>() == "password" && field.ContainsKey("value"))
                field["value"] = Masked;
        return shown;
    }

    public static bool HasTrigger(JsonObject hook) =>
        hook.Any(m => m.Key.StartsWith("on", StringComparison.Ordinal) && m.Value?.GetValueKind() is System.Text.Json.JsonValueKind.True);
}
