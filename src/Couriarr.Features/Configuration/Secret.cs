using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Couriarr.Features.Configuration;

/// <summary>A value that shows itself to nobody: not in text, not in JSON, not in the debugger. Only <see cref="Reveal"/> gives it out.</summary>
[DebuggerDisplay("***")]
[JsonConverter(typeof(SecretJson))]
public sealed class Secret(string value) : IEquatable<Secret>
{
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value = value;

    /// <summary>For the one who sends it where it belongs.</summary>
    public string Reveal() => _value;

    public bool Equals(Secret? other) => other is not null && other._value == _value;

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Mask;
}

/// <summary>Writes the mask. Reads nothing: what was masked cannot come back.</summary>
internal sealed class SecretJson : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A secret is not read from JSON.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(Secret.Mask);
}
