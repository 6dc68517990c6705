using System.Text.RegularExpressions;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>Reads files of variables as compose does: NAME=value, quotes and comments allowed.</summary>
public static partial class EnvFile
{
    public static IReadOnlyDictionary<string, string> Read(string text, string label, Problems problems)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, line) in text.TrimStart('\uFEFF').Split('\n').Index())
            if (Assignment().Match(line.Trim()) is { Success: true } match)
                variables[match.Groups["name"].Value] = Unquoted(match.Groups["value"].Value);
            else if (!Comment().IsMatch(line))
                problems.Error(new Origin(Voice.File, label, index + 1, 1), "this line is none of NAME=value, a comment, or empty.");
        return variables;
    }

    private static string Unquoted(string value) =>
        value switch
        {
            ['"', ..] when value.IndexOf('"', 1) is > 0 and var end => value[1..end],
            ['\'', ..] when value.IndexOf('\'', 1) is > 0 and var end => value[1..end],
            ['#', ..] => "",
            _ => value.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var comment ? value[..comment].TrimEnd() : value,
        };

    [GeneratedRegex(
        @"^(export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?<value>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^\s*(#.*)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();
}
