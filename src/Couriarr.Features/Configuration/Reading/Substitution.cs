using System.Text.RegularExpressions;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>Puts variables into ${NAME}, after the YAML was read: whatever they hold, they cannot change its structure. $${ stays ${.</summary>
internal sealed partial class Substitution(Vault vault, Problems problems)
{
    private readonly HashSet<string> _quoted = [];

    /// <summary>Variables that the file itself uses; they have done their duty and make no members by themselves.</summary>
    public IReadOnlySet<string> Quoted => _quoted;

    public Mapping In(Mapping mapping) => mapping with { Entries = [.. mapping.Entries.Select(e => e with { Value = In(e.Value) })] };

    private Node In(Node node) =>
        node switch
        {
            Mapping mapping => In(mapping),
            Sequence sequence => sequence with { Items = [.. sequence.Items.Select(In)] },
            Scalar { Text: { } text } scalar when text.Contains("${", StringComparison.Ordinal) => Filled(scalar, text),
            _ => node,
        };

    private Scalar Filled(Scalar scalar, string text)
    {
        if (Broken().IsMatch(text))
            problems.Error(
                scalar.At,
                "a ${ without a variable's name and a } is of no use. Write ${NAME}, or $${ for the characters themselves."
            );
        var filled = Quote()
            .Replace(text, match => match.Value[1] == '$' ? match.Value[1..] : Value(match.Groups["name"].Value, scalar.At));
        return scalar with { Text = filled.Length > 0 ? filled : null, FromVariable = true };
    }

    private string Value(string name, Origin at)
    {
        _quoted.Add(name);
        return vault.ReadQuoted(name, at) ?? "";
    }

    [GeneratedRegex(@"\$\$\{|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quote();

    [GeneratedRegex(
        @"(^|[^$])\$\{([^A-Za-z_]|[A-Za-z0-9_]*([^A-Za-z0-9_}]|$))",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Broken();
}
