using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Couriarr.Features.Secrets;

namespace Couriarr.Features.Intake;

/// <summary>
/// Takes the secrets out of a payload before it is kept. Where its files are is left as it is: a folder that happens to be
/// called like a password would lead nowhere.
/// </summary>
internal sealed class PayloadRedaction(Redactor redactor)
{
    private static readonly FrozenSet<string> Kept = new[]
    {
        "eventType",
        "path",
        "folderPath",
        "relativePath",
        "previousPath",
        "previousRelativePath",
        "dateAdded",
        "deleteReason",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Redact(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        return redactor.Redact(text) == text ? text : Rewrite(text);
    }

    public string Redact(string text) => redactor.Redact(text);

    private string Rewrite(string text)
    {
        using var document = JsonDocument.Parse(text);
        var buffer = new ArrayBufferWriter<byte>(text.Length);
        using (var writer = new Utf8JsonWriter(buffer, Layout))
            Write(writer, document.RootElement, name: null);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, string? name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(redactor.Redact(member.Name));
                    Write(writer, member.Value, member.Name);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, name);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when name is null || !Kept.Contains(name):
                writer.WriteStringValue(Masked(name, value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // What a value is, often only its name says: "apiKey": "0123".
    private string Masked(string? name, string text)
    {
        var before = $"\"{name}\": \"";
        var pair = redactor.Redact($"{before}{text.Replace('"', '\'')}\"");
        return pair == $"{before}{Redactor.Mask}\"" ? Redactor.Mask : redactor.Redact(text);
    }
}
