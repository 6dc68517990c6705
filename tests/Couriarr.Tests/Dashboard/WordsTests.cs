using System.Text.RegularExpressions;
using Couriarr.Dashboard.Words;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Dashboard;

/// <summary>All that the dashboard says stands in one folder, and nothing else does.</summary>
[Trait("family", "browser")]
public sealed partial class WordsTests
{
    // Made of data, so no line of code has them whole.
    private static readonly string[] OfData =
    [
        "kind.",
        "state.",
        "lane.",
        "frame.theme_",
        "members.kind_",
        "members.choose_",
        "receivers.add_",
        "receivers.no_",
        "receivers.players",
        "receivers.channels",
        "instances.is_",
        "instances.hop_",
        "schedules.name_",
        "settings.key_COURIARR",
        "settings.key_WEBHOOK",
        "system.link_",
        "welcome.",
        "standing.",
        "filter.",
        "shows.verdict_",
        "shows.answer_",
        "shows.fact_",
        "shows.target_",
        "rules.fate_",
        "movies.field_",
        "movies.type_",
        "movies.state_",
        "movies.mode_",
        "movies.deed_",
        "overview.hop_",
        "titles.of_",
        "inbox.was_",
        "parity.count_",
        "parity.is_",
        "parity.on_",
        "parity.do_",
        "parity.to_",
        "parity.approve_",
        "parity.line_",
        "mappings.type_",
        "restore.thing_",
        "moving.count_",
    ];

    private static IEnumerable<string> Pages => Repository.Files("src/Couriarr/Dashboard", "*.razor");

    [Fact]
    public void Every_sentence_that_is_said_is_known() =>
        Assert.All(
            from file in Pages.Concat(Repository.Files("src/Couriarr", "*.cs"))
            from Match said in Said().Matches(Repository.Read(file))
            select (file, Key: said.Groups["key"].Value),
            said => Assert.True(Lexicon.Keys.Contains(said.Key), $"{said.file} says {said.Key}, which Words/en does not have")
        );

    [Fact]
    public void Every_sentence_that_is_known_is_said()
    {
        var code = string.Concat(Pages.Concat(Repository.Files("src/Couriarr", "*.cs")).Select(Repository.Read));
        Assert.All(
            Lexicon.Keys.Where(key => !OfData.Any(start => key.StartsWith(start, StringComparison.Ordinal))),
            key => Assert.True(code.Contains($"\"{key}\"", StringComparison.Ordinal), $"Nothing says {key}")
        );
    }

    [Fact]
    public void No_page_says_a_word_of_its_own() =>
        Assert.All(
            from file in Pages
            let markup = Code().Split(Repository.Read(file))[0]
            from Match text in Text().Matches(Comment().Replace(markup, ""))
            select (file, Words: text.Groups["text"].Value.Trim()),
            found => Assert.True(found.Words is "" or "Couriarr" or "– Couriarr", $"{found.file} says '{found.Words}' by itself")
        );

    [Theory]
    [InlineData(1, "1 job is tried again.")]
    [InlineData(0, "0 jobs are tried again.")]
    [InlineData(12, "12 jobs are tried again.")]
    public void One_and_many_are_told_apart(int number, string sentence) =>
        Assert.Equal(sentence, Lexicon.Say("queue.retried_many", number));

    [GeneratedRegex(@"Say\(\$?""(?<key>[a-z_]+\.[a-z_]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Said();

    [GeneratedRegex(@"^@code", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // Between two tags, with no expression among it: letters there are a sentence of the page's own.
    [GeneratedRegex(@">(?<text>[^<>@{}()=;]*[A-Za-z]{2}[^<>@{}()=;]*)</", RegexOptions.ExplicitCapture)]
    private static partial Regex Text();
}
