using System.Collections.Frozen;
using System.Text;

namespace Couriarr.Features.Movies.Tmdb;

/// <summary>
/// What is left of a title when case, accents, punctuation and spaces do not count. The program runs without the tables of languages that
/// could take letters apart: those of the Latin alphabets are listed here.
/// </summary>
internal static class Letters
{
    private static readonly FrozenDictionary<char, string> Plain = Pairs(
            "a àáâãäåāăąǎạảấầẩẫậắằẳẵặ",
            "c çćĉċč",
            "d ďđð",
            "e èéêëēĕėęěẹẻẽếềểễệ",
            "g ĝğġģ",
            "h ĥħ",
            "i ìíîïĩīĭįıǐỉị",
            "j ĵ",
            "k ķ",
            "l ĺļľŀł",
            "n ñńņňŉ",
            "o òóôõöøōŏőǿǒơọỏốồổỗộớờởỡợ",
            "r ŕŗř",
            "s śŝşšș",
            "t ţťŧț",
            "u ùúûüũūŭůűųǔưụủứừửữự",
            "w ŵẁẃẅ",
            "y ýÿŷỳỵỷỹ",
            "z źżž",
            "ae æǽ",
            "oe œ",
            "ss ß",
            "th þ",
            "and &"
        )
        .ToFrozenDictionary();

    public static string Of(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (var letter in title.Select(char.ToLowerInvariant))
            if (Plain.TryGetValue(letter, out var simple))
                plain.Append(simple);
            else if (char.IsLetterOrDigit(letter))
                plain.Append(letter);
        return plain.ToString();
    }

    private static IEnumerable<KeyValuePair<char, string>> Pairs(params string[] lines) =>
        lines.Select(line => line.Split(' ')).SelectMany(line => line[1].Select(letter => KeyValuePair.Create(letter, line[0])));
}
