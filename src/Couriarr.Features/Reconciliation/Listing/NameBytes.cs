using System.Text;
using System.Text.Unicode;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// Names are bytes, and texts to us. A byte that belongs to no character becomes half a character, U+DC80 to U+DCFF, and that byte again
/// on the way back: every name survives, and no two become one.
/// </summary>
internal static class NameBytes
{
    private const int Escape = 0xDC00;

    /// <returns>How many characters it has.</returns>
    public static int Read(ReadOnlySpan<byte> name, Span<char> into)
    {
        if (Ascii.ToUtf16(name, into, out var count) is System.Buffers.OperationStatus.Done)
            return count;
        if (Utf8.IsValid(name))
            return Encoding.UTF8.GetChars(name, into);
        count = 0;
        while (name.Length > 0)
        {
            var isWhole = Rune.DecodeFromUtf8(name, out var rune, out var used) is System.Buffers.OperationStatus.Done;
            if (isWhole)
                count += rune.EncodeToUtf16(into[count..]);
            else
                into[count++] = (char)(Escape | name[0]);
            name = name[(isWhole ? used : 1)..];
        }
        return count;
    }

    /// <returns>How many bytes it has: at most three for each character.</returns>
    public static int Write(ReadOnlySpan<char> name, Span<byte> into)
    {
        if (Utf8.FromUtf16(name, into, out _, out var count, replaceInvalidSequences: false) is System.Buffers.OperationStatus.Done)
            return count;
        count = 0;
        while (name.Length > 0)
        {
            var isWhole = Rune.DecodeFromUtf16(name, out var rune, out var used) is System.Buffers.OperationStatus.Done;
            if (isWhole || !IsByte(name[0]))
                count += (isWhole ? rune : Rune.ReplacementChar).EncodeToUtf8(into[count..]);
            else
                into[count++] = (byte)name[0];
            name = name[used..];
        }
        return count;
    }

    /// <summary>Whether it is UTF-8 throughout. What is not, nobody can name to an app or to a copy.</summary>
    public static bool IsText(ReadOnlySpan<char> name) => !name.ContainsAnyInRange('\uD800', '\uDFFF') || !HasHalves(name);

    private static bool HasHalves(ReadOnlySpan<char> name)
    {
        for (; name.Length > 0; name = name[(char.IsSurrogate(name[0]) ? 2 : 1)..])
            if (char.IsSurrogate(name[0]) && (name.Length < 2 || !char.IsSurrogatePair(name[0], name[1])))
                return true;
        return false;
    }

    private static bool IsByte(char half) => half is >= '\uDC80' and <= '\uDCFF';
}
