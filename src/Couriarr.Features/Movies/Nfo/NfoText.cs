using System.Text;
using System.Text.RegularExpressions;

namespace Couriarr.Features.Movies.Nfo;

/// <summary>The text of an NFO, whatever wrote it: by its mark, by its own word, by its look, and at last as Windows wrote it.</summary>
internal static partial class NfoText
{
    public const int Largest = 4 * 1024 * 1024;
    private const int DeclarationWithin = 200;
    private const int Western = 1252;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static NfoText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Of(byte[] bytes) =>
        Marked(bytes) is { } marked ? marked.Encoding.GetString(bytes, marked.Mark, bytes.Length - marked.Mark)
        : bytes is [(byte)'<', 0, ..] ? Encoding.Unicode.GetString(bytes)
        : bytes is [0, (byte)'<', ..] ? Encoding.BigEndianUnicode.GetString(bytes)
        : Unmarked(bytes);

    private static (Encoding Encoding, int Mark)? Marked(byte[] bytes) =>
        bytes switch
        {
            [0xef, 0xbb, 0xbf, ..] => (Encoding.UTF8, 3),
            [0xff, 0xfe, 0, 0, ..] => (Encoding.UTF32, 4),
            [0xff, 0xfe, ..] => (Encoding.Unicode, 2),
            [0xfe, 0xff, ..] => (Encoding.BigEndianUnicode, 2),
            _ => null,
        };

    // Most files that name another encoding are UTF-8 nevertheless: the tool that changed them left the first line.
    private static string Unmarked(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return (Declared(bytes) ?? Encoding.GetEncoding(Western)).GetString(bytes);
        }
    }

    private static Encoding? Declared(byte[] bytes)
    {
        var start = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, DeclarationWithin));
        if (Declaration().Match(start) is not { Success: true } match)
            return null;
        try
        {
            return Encoding.GetEncoding(match.Groups["name"].Value) is { IsSingleByte: true } one ? one : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<\?xml[^>]*encoding\s*=\s*["'](?<name>[\w.:-]{1,40})["']""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();
}
