using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Couriarr.Features.Arr;

/// <summary>
/// Looks at every byte of a body before anything is promised: what passes can be read to its last character later, and is of a size
/// that no app ever exceeds.
/// </summary>
internal static class BodyCheck
{
    public const int Deepest = 32;

    // The files of a whole series, renamed at once; the longest that run every day have 15,000.
    private const int MostItems = 20_000;
    private const int MostMembers = 200;
    private const int LongestText = 64 * 1024;

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? Objection(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return "The body is empty.";
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return "The body begins with a byte order mark; JSON has none.";
        if (!Utf8.IsValid(body))
            return "The body is not UTF-8.";
        var names = ArrayPool<ulong>.Shared.Rent(Deepest * MostMembers);
        try
        {
            return Walk(body, names);
        }
        catch (JsonException e)
        {
            return $"The body is no JSON that we take: {Where(e)}.";
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(names);
        }
    }

    /// <summary>The framework's sentence quotes the body; the place is enough.</summary>
    private static string Where(JsonException e) =>
        e.Message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? $"it is deeper than {Deepest} levels"
            : $"it breaks off or goes wrong at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";

    private static string? Walk(ReadOnlySpan<byte> body, Span<ulong> names)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Deepest });
        Span<int> items = stackalloc int[Deepest + 1];
        while (reader.Read())
        {
            var depth = reader.CurrentDepth;
            if (IsValue(reader.TokenType) && ++items[depth] > MostItems)
                return $"A list has more than {MostItems} items.";
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                items[depth + 1] = 0;
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && ObjectionToText(ref reader) is { } why)
                return why;
            if (reader.TokenType is JsonTokenType.PropertyName && items[depth] >= MostMembers)
                return $"An object has more than {MostMembers} members.";
            if (
                reader.TokenType is JsonTokenType.PropertyName
                && !MemberNames.IsNew(ref reader, names.Slice((depth - 1) * MostMembers, items[depth] + 1))
            )
                return "A name stands twice in one object, so that nobody knows which of the two counts.";
        }
        return null;
    }

    private static bool IsValue(JsonTokenType token) =>
        token is not (JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject);

    private static string? ObjectionToText(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestText)
            return $"A text has {reader.ValueSpan.Length} bytes; {LongestText} are the most.";
        return reader.ValueIsEscaped && !IsReadable(ref reader) ? "A text holds half a character (a lone surrogate)." : null;
    }

    private static bool IsReadable(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
