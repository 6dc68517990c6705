using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Couriarr.Logging;

namespace Couriarr.Dashboard.Frame;

/// <summary>
/// The renderer writes every letter beyond plain Latin as a number. Here letters become letters again, and those that would turn the
/// direction of reading or hide are spelled out, whichever text brought them.
/// </summary>
internal static partial class HiddenLetters
{
    public static string SpellOut(string html) => Number().Replace(html, found => Spelled(found));

    private static string Spelled(Match found)
    {
        var isOne = Rune.TryCreate(int.Parse(found.ValueSpan[3..^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), out var rune);
        if (!isOne || rune.IsAscii)
            return rune.Value is '\n' or '\t' or '\r' || !isOne || !Rune.IsControl(rune) ? found.Value : Visible.Of(rune.ToString());
        var text = Visible.Of(rune.ToString());
        return Rune.IsLetterOrDigit(rune) || text.Length > 2 ? text : found.Value;
    }

    [GeneratedRegex("&#x[0-9A-F]{1,6};", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
