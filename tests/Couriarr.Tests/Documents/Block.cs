using System.Text.RegularExpressions;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Documents;

/// <summary>What a document shows between two fences, to be typed, copied or looked at.</summary>
/// <param name="Line">Of its first fence.</param>
internal sealed partial record Block(string Document, int Line, string Language, string Text)
{
    public static IEnumerable<string> Documents =>
        new[] { "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md" }.Concat(Repository.Files("docs", "*.md"));

    public static IReadOnlyList<Block> All { get; } = [.. Documents.SelectMany(In)];

    public string Place => $"{Document}:{Line}";

    public static IEnumerable<Block> In(string document)
    {
        var text = Repository.Read(document);
        return Fenced()
            .Matches(text)
            .Select(match => new Block(
                document,
                text.AsSpan(0, match.Index).Count('\n') + 1,
                match.Groups["language"].Value,
                match.Groups["text"].Value
            ));
    }

    /// <summary>The lines of a shell, each as one: what goes on behind a backslash is put together, and what only explains is left out.</summary>
    public IEnumerable<string> Commands() =>
        Text.Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n')
            .Select(line => Remark().Replace(line, "").Trim())
            .Where(line => line.Length > 0);

    public override string ToString() => Place;

    [GeneratedRegex(
        @"^```(?<language>\w*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Fenced();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Remark();
}
