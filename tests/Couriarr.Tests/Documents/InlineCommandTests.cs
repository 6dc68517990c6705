using System.Text.RegularExpressions;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Tests.House;
using Couriarr.Verbs;

namespace Couriarr.Tests.Documents;

/// <summary>Every command that stands in a sentence or a table is one that the program understands.</summary>
[Trait("family", "docs")]
public sealed partial class InlineCommandTests
{
    // What a script does before the program is asked.
    private static readonly string[] Scripts = ["demo"];

    public static TheoryData<string> Commands =>
        [
            .. Block
                .Documents.Where(document => !document.StartsWith("docs/decisions/", StringComparison.Ordinal))
                .SelectMany(document => Command().Matches(Repository.Read(document)))
                .Select(match => match.Groups["words"].Value.Trim())
                .Where(words => !Scripts.Contains(words.Split(' ')[0]))
                .Distinct(),
        ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_in_a_sentence_is_understood(string words)
    {
        var parsed = CommandLine.Root(new Surroundings(new Dictionary<string, string>(), "/")).Parse(Words(words));

        // A verb may be named without what it needs to be told.
        Assert.Equal(
            [],
            parsed.Errors.Select(error => error.Message).Where(error => !error.Contains("required", StringComparison.OrdinalIgnoreCase))
        );
    }

    private static string[] Words(string line) =>
        [.. Word().Matches(line).Select(match => match.Groups["word"].Value is { Length: > 0 } word ? word : match.Groups["quoted"].Value)];

    [GeneratedRegex(@"`(\./run|couriarr)(?<words>( [^`\n]+)?)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|(?<word>\\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
