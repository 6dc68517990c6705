using System.Text.Json;
using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>Answers and webhooks of the real apps, to be filled in. Their order of members and their odd corners stay.</summary>
internal static class Recording
{
    private static readonly Dictionary<string, string> Texts = [];

    public static JsonSerializerOptions Style { get; } =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(ArrFlavour flavour, string name)
    {
        lock (Texts)
        {
            var resource = $"Couriarr.Neighbours.Recorded.{flavour.Recorded}.{name}.json";
            if (!Texts.TryGetValue(resource, out var text))
                Texts[resource] = text = Read(resource);
            return (JsonObject)JsonNode.Parse(text)!;
        }
    }

    /// <summary>Sets members that are there; what the recording has not, the app does not send.</summary>
    public static JsonObject With(this JsonObject json, params (string Name, JsonNode? Value)[] values)
    {
        foreach (var (name, value) in values)
            if (json.ContainsKey(name))
                json[name] = value;
        return json;
    }

    private static string Read(string resource)
    {
        using var stream =
            typeof(Recording).Assembly.GetManifestResourceStream(resource) ?? throw new ArgumentException($"{resource} was not recorded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
