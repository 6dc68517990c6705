using System.Text.RegularExpressions;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Deploy;

/// <summary>What the page for troubles says one reads is what the program says.</summary>
[Trait("family", "docs")]
public sealed partial class TroubleshootingTests
{
    [Fact]
    public void Every_sentence_in_its_first_columns_is_one_of_the_program()
    {
        var program = string.Join(
            '\n',
            Repository.Code().Where(file => file.StartsWith("src/", StringComparison.Ordinal)).Select(Repository.Read)
        );
        var sentences = Row()
            .Matches(Repository.Read("docs/troubleshooting.md"))
            .SelectMany(row => Quoted().Matches(row.Groups["read"].Value))
            .Select(match => match.Groups["words"].Value)
            .ToList();

        Assert.True(sentences.Count > 20, $"only {sentences.Count} sentences were found");
        Assert.All(sentences, sentence => Assert.Contains(sentence, program, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^\| (?<read>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<words>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
