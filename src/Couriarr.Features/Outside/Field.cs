using System.Globalization;
using System.Text.Json;

namespace Couriarr.Features.Outside;

/// <summary>Reads members that may be missing, or of another type than last year.</summary>
internal static class Field
{
    public static JsonElement? Child(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    public static string? Text(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } found ? found : null;

    /// <summary>Also of a number in quotes, as the history has them.</summary>
    public static long? Number(this JsonElement json, string name) =>
        json.Child(name) switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var found) => found,
            { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var found) =>
                found,
            _ => null,
        };

    /// <summary>Names of others have no nought.</summary>
    public static int? Id(this JsonElement json, string name) => json.Number(name) is > 0 and <= int.MaxValue and var id ? (int)id : null;

    public static bool Flag(this JsonElement json, string name) => json.Child(name) is { ValueKind: JsonValueKind.True };

    public static DateTimeOffset? Time(this JsonElement json, string name) =>
        DateTimeOffset.TryParse(json.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
