using System.Buffers;
using System.Globalization;
using System.Text;

namespace Couriarr.Logging;

/// <summary>
/// Makes a text safe to stand in a line of a log and on a terminal: whatever would end the line, steer the terminal, turn the direction
/// of reading or hide is spelled out. Titles in every language stay as they are.
/// </summary>
internal static class Visible
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)]);

    public static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(Plain);
        return first < 0 ? text : SpellOut(text, first);
    }

    public static bool IsTreacherous(char c) => Rune.TryCreate(c, out var rune) && IsTreacherous(rune);

    private static string SpellOut(string text, int from)
    {
        var spelled = new StringBuilder(text.Length + 16).Append(text, 0, from);
        while (from < text.Length)
        {
            if (!Rune.TryGetRuneAt(text, from, out var rune))
                spelled.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[from++]:X4}");
            else
                Append(spelled, rune, ref from);
        }
        return spelled.ToString();
    }

    private static void Append(StringBuilder spelled, Rune rune, ref int at)
    {
        at += rune.Utf16SequenceLength;
        if (!IsTreacherous(rune))
            spelled.Append(rune.ToString());
        else
            spelled.Append(Spelling(rune));
    }

    private static bool IsTreacherous(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Spelling(Rune rune) =>
        rune.Value switch
        {
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            <= 0xff => FormattableString.Invariant($"\\x{rune.Value:X2}"),
            <= 0xffff => FormattableString.Invariant($"\\u{rune.Value:X4}"),
            _ => FormattableString.Invariant($"\\U{rune.Value:X8}"),
        };
}
