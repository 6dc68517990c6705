using System.Text.RegularExpressions;
using Xunit;

namespace Couriarr.Tests.House;

/// <summary>What the documents tell a reader to type, open or look at is there.</summary>
[Trait("family", "docs")]
public sealed partial class DocumentTests
{
    private const string NotYet = "being built";

    private static IEnumerable<string> Documents =>
        new[] { "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md" }.Concat(Repository.Files("docs", "*.md"));

    [Fact]
    public void Every_link_leads_somewhere() =>
        Assert.All(
            from document in Documents
            from Match link in Link().Matches(Repository.Read(document))
            select Path.Combine(Path.GetDirectoryName(document)!, link.Groups["target"].Value),
            target => Assert.True(Path.Exists(Path.Combine(Repository.Root, target)), target)
        );

    [Fact]
    public void Every_word_after_test_is_one_it_knows()
    {
        var script = Repository.Read("test");
        Assert.All(
            Said("test").SelectMany(said => said.Words).Where(word => !char.IsAsciiDigit(word[0]) && word is not ("N" or "NAME")),
            word => Assert.Matches($@"(?<![\w-]){Regex.Escape(word)}(?![\w-])", script)
        );
    }

    [Fact]
    public void Every_verb_and_option_after_run_is_one_the_program_has_or_is_called_unfinished()
    {
        // The command line library brings help by itself; the demo is a program of its own behind the same script.
        var said = Repository.Files("src/Couriarr", "*.cs").Concat(Repository.Files("demo", "*.cs")).Append("run");
        var program = string.Concat(said.Select(Repository.Read).Append("\"--help\""));
        Assert.All(
            from typed in Said("run")
            from word in typed.Words.Take(1).Concat(typed.Words.Where(word => word.StartsWith("--", StringComparison.Ordinal))).Distinct()
            select (typed.Line, Word: word),
            typed =>
                Assert.True(
                    program.Contains($"\"{typed.Word}\"", StringComparison.Ordinal)
                        != typed.Line.Contains(NotYet, StringComparison.Ordinal),
                    $"The program has no '{typed.Word}' and the line does not say '{NotYet}', or it has it and the line still says so: {typed.Line}"
                )
        );
    }

    private static IEnumerable<(string Line, string[] Words)> Said(string command) =>
        from document in Documents
        from line in Repository.Read(document).Split('\n')
        from Match match in Command().Matches(line)
        where match.Groups["command"].Value == command
        select (line, Spoken().Matches(match.Groups["rest"].Value).Select(word => word.Value).ToArray());

    [GeneratedRegex(@"\]\((?!https?:|#)(?<target>[^)#\s]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"\./(?<command>run|test)(?<rest>( +\[?(--)?[\w-]+\]?)*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex(@"(--)?\w[\w-]*")]
    private static partial Regex Spoken();
}
