using System.Globalization;
using System.Text.Json;

namespace Couriarr.Features.Arr;

/// <summary>
/// One object of a payload, read with patience: a number may be written as text, what is missing or null is null,
/// and what has another type than it should is noted and left out.
/// </summary>
internal readonly struct Part(JsonElement json, string at, Oddities odd)
{
    private const int LongestText = 4096;
    private const int LongestShown = 64;

    /// <summary>Where it stands, for people.</summary>
    public string At => at;

    public Oddities Odd => odd;

    public JsonElement Json => json;

    public string? Text(string name)
    {
        if (Member(name) is not { } value)
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (text is null)
            odd.Note($"{Of(name)} is no text");
        else if (text.Length > LongestText)
            odd.Refuse($"{Of(name)} has {text.Length} characters; {LongestText} are the most.");
        else if (text.Contains('\0', StringComparison.Ordinal))
            odd.Refuse($"{Of(name)} holds a NUL character.");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>A whole number that is not negative.</summary>
    public long? Number(string name)
    {
        if (Member(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0)
            return number;
        if (
            value.ValueKind is JsonValueKind.String
            && long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number)
        )
            return number;
        odd.Note($"{Of(name)} is {Shown(value)}, which is no number we can use");
        return null;
    }

    /// <summary>A number that others gave to something; 0 stands for none.</summary>
    public int? Id(string name) => Number(name) is { } id and > 0 and <= int.MaxValue ? (int)id : null;

    public bool? Flag(string name) =>
        Member(name) is { } value
            ? value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
                _ => null,
            }
            : null;

    public Part? Child(string name)
    {
        if (Member(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Object)
            return new Part(value, Of(name), odd);
        odd.Note($"{Of(name)} is no object");
        return null;
    }

    /// <summary>The objects of a list; none when it is something else, as deletedFiles is where a whole work was deleted.</summary>
    public IReadOnlyList<Part> List(string name)
    {
        if (Member(name) is not { ValueKind: JsonValueKind.Array } list)
            return [];
        var parts = new List<Part>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.Object)
                parts.Add(new Part(item, $"{Of(name)}[{parts.Count}]", odd));
            else
                odd.Note($"{Of(name)} has something in it that is no object");
        }
        return parts;
    }

    public bool IsObject(string name) => Member(name) is { ValueKind: JsonValueKind.Object };

    public bool Has(string name) => Member(name) is not null;

    public void NoteMissing(string name) => odd.Note($"{Of(name)} is missing");

    private string Of(string name) => at.Length == 0 ? name : $"{at}.{name}";

    private JsonElement? Member(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static string Shown(JsonElement value)
    {
        var raw = value.GetRawText();
        return raw.Length <= LongestShown ? raw : $"{raw.AsSpan(0, LongestShown)}...";
    }
}
