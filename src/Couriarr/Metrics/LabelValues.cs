using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Couriarr.Metrics;

/// <summary>Finds a series by the tags of a measurement without making anything of them, for measurements are many.</summary>
internal sealed class LabelValues
    : IEqualityComparer<string[]>,
        IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, string[]>
{
    public static readonly LabelValues Comparer = new();

    public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] string[] obj)
    {
        var hash = new HashCode();
        foreach (var value in obj)
            hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, string[] other)
    {
        if (alternate.Length != other.Length)
            return false;
        for (var i = 0; i < other.Length; i++)
            if (!string.Equals(Text(alternate[i].Value), other[i], StringComparison.Ordinal))
                return false;
        return true;
    }

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
    {
        var hash = new HashCode();
        foreach (var tag in alternate)
            hash.Add(Text(tag.Value), StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    public string[] Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
    {
        var values = new string[alternate.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Text(alternate[i].Value);
        return values;
    }

    private static string Text(object? value) => value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
