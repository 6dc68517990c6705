using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Couriarr.Features.Configuration.Shapes;

/// <summary>A type of single values: how it is read, written, and asked for.</summary>
/// <param name="Expectation">Completes "it must be …".</param>
/// <param name="Parse">Null when the text is none.</param>
/// <param name="Schema">In the words of JSON Schema.</param>
public sealed record Plain(Type Type, string Expectation, Func<string, object?> Parse, Func<object, string> Write, Func<JsonObject> Schema)
{
    private static readonly Plain[] All =
    [
        new(typeof(string), "text", text => text, value => (string)value, () => Json("string")),
        new(typeof(Secret), "text", text => new Secret(text), _ => Secret.Mask, () => Json("string")),
        new(typeof(bool), "true or false", By<bool>(Truth), value => (bool)value ? "true" : "false", () => Json("boolean")),
        new(
            typeof(int),
            "a whole number",
            By<int>(Whole),
            value => ((int)value).ToString(CultureInfo.InvariantCulture),
            () => Json("integer")
        ),
        new(
            typeof(TimeSpan),
            $"a duration: {Duration.Forms}",
            By<TimeSpan>(Duration.TryParse),
            value => Duration.Write((TimeSpan)value),
            () => Json("string", "integer")
        ),
        new(
            typeof(DateOnly),
            "a date like 2010-01-31",
            By<DateOnly>(Date),
            value => ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            () => Json("string")
        ),
        new(
            typeof(TimeOnly),
            "a time of day like 18:30",
            By<TimeOnly>(TimeOfDay),
            value => ((TimeOnly)value).ToString("HH:mm", CultureInfo.InvariantCulture),
            () => Json("string")
        ),
        new(
            typeof(Uri),
            "an address like http://host:8989, without user name, password and query",
            By<Uri>(Address),
            value => ((Uri)value).OriginalString,
            () => Json("string")
        ),
        new(
            typeof(TimeZoneInfo),
            "a time zone that this machine knows, like Europe/Berlin (the zones come with the package tzdata)",
            By<TimeZoneInfo>(Zone),
            value => ((TimeZoneInfo)value).Id,
            () => Json("string")
        ),
    ];

    public static Plain? For(Type type) => type.IsEnum ? Choice(type) : Array.Find(All, p => p.Type == type);

    /// <summary>A wrong value of this type may be quoted: nobody pastes a secret there.</summary>
    public bool IsHarmless => !IsText && Type != typeof(Uri);

    /// <summary>Every character of it counts.</summary>
    public bool IsText => Type == typeof(string) || Type == typeof(Secret);

    /// <summary>As JSON has it: numbers and truth bare, the rest as text.</summary>
    public JsonNode ToJson(object value) =>
        value switch
        {
            bool truth => JsonValue.Create(truth),
            int number => JsonValue.Create(number),
            _ => JsonValue.Create(Write(value)),
        };

    private static Plain Choice(Type type)
    {
        var words = Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).ToArray();
        return new(
            type,
            $"one of {string.Join(", ", words)}",
            text =>
                Array.FindIndex(words, w => w.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var i
                    ? Enum.GetValues(type).GetValue(i)
                    : null,
            value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()!),
            () => new JsonObject { ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]) }
        );
    }

    private delegate bool Attempt<T>(string text, out T? value);

    private static Func<string, object?> By<T>(Attempt<T> attempt) => text => attempt(text, out var value) ? value : null;

    private static bool Truth(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "true" or "yes" or "on" or "1";
        return value || text.ToLowerInvariant() is "false" or "no" or "off" or "0";
    }

    private static bool Whole(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool Date(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static bool TimeOfDay(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static bool Address(string text, out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value)
        && value.Scheme is "http" or "https"
        && value.Host.Length > 0
        && value is { UserInfo: "", Query: "" };

    // POSIX puts a colon before a zone's name, and servers often name its file.
    private static bool Zone(string text, out TimeZoneInfo? value)
    {
        const string Zones = "/zoneinfo/";
        var name = text.TrimStart(':');
        value = name == "/etc/localtime" ? TimeZoneInfo.Local : null;
        var start = name.StartsWith('/') ? name.IndexOf(Zones, StringComparison.Ordinal) : -1;
        return value is not null || TimeZoneInfo.TryFindSystemTimeZoneById(start < 0 ? name : name[(start + Zones.Length)..], out value);
    }

    private static JsonObject Json(params string[] types) =>
        new() { ["type"] = types is [var one] ? JsonValue.Create(one) : new JsonArray([.. types.Select(t => JsonValue.Create(t))]) };
}
