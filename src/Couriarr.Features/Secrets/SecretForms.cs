using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Couriarr.Features.Secrets;

/// <summary>The ways in which a secret is written down between here and the other side.</summary>
internal static class SecretForms
{
    // Less of it gives nothing away, and would be found in innocent text.
    private const int ShortestBase64 = 6;
    private const string Reserved = ":/?#[]@!$&'()*+,;=";

    private static readonly JavaScriptEncoder[] Jsons =
    [
        JavaScriptEncoder.Default,
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        JavaScriptEncoder.Create(UnicodeRanges.All),
    ];

    public static IEnumerable<string> Of(string secret) =>
        Alphabets(secret).Prepend(secret).SelectMany(Escaped).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Escaped(string text) =>
        Jsons.Select(json => json.Encode(text)).Concat([text, Uri.EscapeDataString(text), WebUtility.UrlEncode(text), AsUriLeavesIt(text)]);

    // An address keeps the characters that mean something in addresses, and escapes the rest.
    private static string AsUriLeavesIt(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Select(r => r.ToString())
                .Select(c => Reserved.Contains(c, StringComparison.Ordinal) ? c : Uri.EscapeDataString(c))
        );

    private static IEnumerable<string> Alphabets(string secret)
    {
        byte[][] spellings = [Encoding.UTF8.GetBytes(secret), Encoding.Latin1.GetBytes(secret)];
        var found = spellings.SelectMany(bytes => Enumerable.Range(0, 3).Select(offset => Base64Within(bytes, offset)));
        return found
            .Where(text => text.Length >= ShortestBase64)
            .SelectMany(text => new[] { text, text.Replace('+', '-').Replace('/', '_') });
    }

    /// <summary>What base64 makes of it behind other bytes, less the characters at its edges that its neighbours have a part in.</summary>
    private static string Base64Within(byte[] secret, int offset)
    {
        const int BitsOfByte = 8;
        const int BitsOfCharacter = 6;
        var whole = Convert.ToBase64String([.. new byte[offset], .. secret]);
        var from = ((offset * BitsOfByte) + BitsOfCharacter - 1) / BitsOfCharacter;
        var to = (offset + secret.Length) * BitsOfByte / BitsOfCharacter;
        return whole[from..to];
    }
}
