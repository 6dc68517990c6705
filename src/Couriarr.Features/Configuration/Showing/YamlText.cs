using System.Globalization;
using System.Text.RegularExpressions;

namespace Couriarr.Features.Configuration.Showing;

/// <summary>Writes texts so that YAML gives them back as they were.</summary>
internal static partial class YamlText
{
    public static string Of(string text) => Harmless().IsMatch(text) && !Misread().IsMatch(text) ? text : Quoted(text);

    public static string Of(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    private static string Quoted(string text) => $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char sign) =>
        sign switch
        {
            '\\' or '"' => $"\\{sign}",
            '\r' => "\\r",
            '\n' => "\\n",
            '\t' => "\\t",
            // What ends lines for YAML, what it forbids, and what would be lost on the way to UTF-8.
            _ when char.IsControl(sign) || sign is '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' =>
                $"\\u{((int)sign).ToString("X4", CultureInfo.InvariantCulture)}",
            _ => sign.ToString(),
        };

    [GeneratedRegex(@"^[A-Za-z0-9/][A-Za-z0-9_./:+-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Harmless();

    // What other readers of YAML take for something else than text, and what would end in a key.
    [GeneratedRegex("^(null|yes|no|on|off|y|n)$|:$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Misread();
}
