using System.Text.RegularExpressions;

namespace Couriarr.Features.Configuration.Showing;

/// <summary>Writes texts so that YAML gives them back as they were.</summary>
internal static partial class YamlText
{
    public static string Of(string text) => Harmless().IsMatch(text) && !Misread().IsMatch(text) ? text : Quoted(text);

    public static string Of(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"^[A-Za-z0-9/][A-Za-z0-9_./:+-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Harmless();

    // What other readers of YAML take for something else than text, and what would end in a key.
    [GeneratedRegex("^(null|yes|no|on|off|y|n)$|:$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Misread();
}
