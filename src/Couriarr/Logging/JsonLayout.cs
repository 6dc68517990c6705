using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Couriarr.Logging;

/// <summary>A line for programs: one JSON object.</summary>
internal static class JsonLayout
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(Harmless()) };

    public static string Render(LogLine line)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Readable))
            Write(json, line);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, LogLine line)
    {
        json.WriteStartObject();
        json.WriteString("timestamp", line.At.ToUniversalTime());
        json.WriteString("level", LogWords.Of(line.Level));
        json.WriteString("logger", line.Source);
        json.WriteString("message", line.Message);
        if (line.Error is { } error)
            json.WriteString("exception", error);
        if (line.Job is { } job)
        {
            json.WriteNumber("job", job.Job);
            json.WriteNumber("root", job.Root);
            json.WriteString("kind", job.Kind);
            json.WriteNumber("attempt", job.Attempt);
        }
        if (line.Properties.Count > 0)
            WriteProperties(json, line.Properties);
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> properties)
    {
        json.WriteStartObject("properties");
        foreach (var (name, value) in properties.DistinctBy(property => property.Key))
        {
            json.WritePropertyName(name);
            switch (value)
            {
                case null:
                    json.WriteNullValue();
                    break;
                case bool flag:
                    json.WriteBooleanValue(flag);
                    break;
                case long number:
                    json.WriteNumberValue(number);
                    break;
                default:
                    json.WriteStringValue(value.ToString());
                    break;
            }
        }
        json.WriteEndObject();
    }

    // The framework's own choice lets through what turns the direction of reading or hides.
    private static TextEncoderSettings Harmless()
    {
        var allowed = new TextEncoderSettings(UnicodeRanges.All);
        allowed.ForbidCharacters([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(Visible.IsTreacherous)]);
        return allowed;
    }
}
