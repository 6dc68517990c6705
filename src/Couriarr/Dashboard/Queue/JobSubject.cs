using System.Text.Json;

namespace Couriarr.Dashboard.Queue;

/// <summary>What a job is about, in the words of its payload: a title, a folder, a receiver.</summary>
internal static class JobSubject
{
    private static readonly string[] Names =
    [
        "title",
        "notice",
        "work",
        "files",
        "channel",
        "player",
        "instance",
        "library",
        "folder",
        "mapping",
        "path",
        "target",
        "name",
    ];

    public static string Of(string payload)
    {
        try
        {
            using var read = JsonDocument.Parse(payload);
            return In(read.RootElement) ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string? In(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            return null;
        var fields = element.EnumerateObject().ToList();
        return Names
            .SelectMany(name => fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Select(field => field.Value.ValueKind is JsonValueKind.String ? field.Value.GetString() : In(field.Value))
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
    }
}
