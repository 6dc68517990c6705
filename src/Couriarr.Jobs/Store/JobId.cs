using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Couriarr.Jobs.Store;

/// <summary>Given by the store, growing with age. People read it as #1234.</summary>
[JsonConverter(typeof(JobIdAsNumber))]
public readonly record struct JobId(long Value) : IComparable<JobId>
{
    public int CompareTo(JobId other) => Value.CompareTo(other.Value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Value}");

    public static bool operator <(JobId left, JobId right) => left.Value < right.Value;

    public static bool operator >(JobId left, JobId right) => left.Value > right.Value;

    public static bool operator <=(JobId left, JobId right) => left.Value <= right.Value;

    public static bool operator >=(JobId left, JobId right) => left.Value >= right.Value;

    private sealed class JobIdAsNumber : JsonConverter<JobId>
    {
        public override JobId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, JobId value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
}
