using System.Globalization;
using System.Text;

namespace Couriarr.Features.Places;

/// <summary>A path as an app sent it: whole, in segments, with nothing in it that leads elsewhere.</summary>
internal sealed record AppPath(IReadOnlyList<string> Segments)
{
    private const int LongestName = 255;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Why it is refused; null when it is fine.</returns>
    public static string? Read(string text, out AppPath path)
    {
        path = new AppPath(text.Split('/', StringSplitOptions.RemoveEmptyEntries));
        if (!text.StartsWith('/'))
            return $"'{Shown(text)}' is not a whole path that begins with /.";
        return path.Segments.Select(Objection).FirstOrDefault(why => why is not null) is { } why ? $"'{Shown(text)}' {why}" : null;
    }

    public bool IsBelow(AppPath folder) =>
        Segments.Count >= folder.Segments.Count && folder.Segments.Select((s, i) => (s, i)).All(x => Segments[x.i] == x.s);

    public IEnumerable<string> Within(AppPath folder) => Segments.Skip(folder.Segments.Count);

    /// <summary>With everything spelled out that would steer a terminal or hide.</summary>
    public static string Shown(string text) =>
        string.Concat(
            text.Select(c =>
                char.IsControl(c) || char.IsSurrogate(c) && !IsPaired(text)
                    ? $"\\u{((int)c).ToString("X4", CultureInfo.InvariantCulture)}"
                    : c.ToString()
            )
        );

    // Names are bytes to us and are kept as they are, whatever normal form or odd letters they have.
    private static string? Objection(string segment) =>
        segment is "." or ".." ? "goes back or in circles with '.' or '..', which is refused."
        : segment.Contains('\0') ? "holds a NUL, which no file name has."
        : segment.Contains('\\') ? "holds a backslash. Paths of apps on Windows cannot be followed; the app must see its folders by /."
        : !IsPaired(segment) ? "holds half a character: its name is not valid UTF-8, and what is not cannot be named in a webhook."
        : Encoding.UTF8.GetByteCount(segment) > LongestName ? "holds a name of more than 255 bytes."
        : null;

    private static bool IsPaired(string text)
    {
        try
        {
            Strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
