using System.Text;
using System.Text.Json;

namespace Couriarr.Features.Arr;

/// <summary>
/// Finds a name that stands twice in one object, by a number made of its letters. The framework's own check takes longer than all
/// the rest of the reading.
/// </summary>
internal static class MemberNames
{
    /// <param name="siblings">The numbers of the names before it in the same object, and room for its own.</param>
    public static bool IsNew(ref Utf8JsonReader name, Span<ulong> siblings)
    {
        var number = name.ValueIsEscaped ? NumberOf(Encoding.UTF8.GetBytes(name.GetString()!)) : NumberOf(name.ValueSpan);
        if (siblings[..^1].Contains(number))
            return false;
        siblings[^1] = number;
        return true;
    }

    // FNV-1a, of 64 bits: names that differ have the same one by no chance worth a thought.
    private static ulong NumberOf(ReadOnlySpan<byte> letters)
    {
        var number = 14695981039346656037UL;
        foreach (var letter in letters)
            number = unchecked((number ^ letter) * 1099511628211UL);
        return number;
    }
}
