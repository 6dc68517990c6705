using System.Globalization;

namespace Couriarr.Features.Media;

/// <summary>The beginning of a text that is too long to be told whole. It never ends within what people see as a character.</summary>
public static class Excerpt
{
    // No character that anybody writes is longer.
    private const int LongestCharacter = 64;

    /// <returns>All of it when it is no longer, else so much with an ellipsis.</returns>
    public static string Of(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var start = text[..Math.Min(text.Length, longest + LongestCharacter)];
        var whole = StringInfo.ParseCombiningCharacters(start).LastOrDefault(border => border <= longest);
        return $"{text[..(whole > 0 ? whole : BetweenHalves(text, longest))]}…";
    }

    private static int BetweenHalves(string text, int at) => char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
