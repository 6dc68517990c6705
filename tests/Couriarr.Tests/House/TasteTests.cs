using System.Text.RegularExpressions;
using Xunit;

namespace Couriarr.Tests.House;

/// <summary>What of our taste a machine can see.</summary>
[Trait("family", "docs")]
public sealed partial class TasteTests
{
    private const int LongestFile = 200;

    private static readonly string[] BannedEndings =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utilities",
        "Common",
        "Base",
        "Data",
        "Info",
        "Processor",
    ];
    private static readonly string[] RawHtml =
    [
        "MarkupString",
        "Html.Raw",
        "HtmlString",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "AddMarkupContent",
    ];
    private static readonly string[] MediaWords = ["movie", "episode", "series", "plex", "radarr", "sonarr", "film", "tv"];

    [Fact]
    public void No_file_is_long_without_a_reason()
    {
        var excused = Repository.Table("ARCHITECTURE.md", "Long files");
        var scripts = new[] { "run", "test" }.Concat(Repository.Files("scripts", "*.sh")).Concat(Repository.Files("tests", "*.sh"));

        Assert.All(
            Repository.Code().Concat(scripts).Where(file => !excused.ContainsKey(file)),
            file => Assert.True(Lines(file) <= LongestFile, $"{file} has {Lines(file)} lines")
        );
    }

    [Fact]
    public void Every_excused_file_exists_is_long_and_has_its_reason() =>
        Assert.All(
            Repository.Table("ARCHITECTURE.md", "Long files"),
            row =>
            {
                Assert.True(File.Exists(Path.Combine(Repository.Root, row.Key)), $"{row.Key} is excused but does not exist");
                Assert.True(Lines(row.Key) > LongestFile, $"{row.Key} is excused but has only {Lines(row.Key)} lines");
                Assert.NotEqual("–", row.Value);
            }
        );

    [Fact]
    public void Programs_are_started_in_one_place_which_gives_them_nothing_of_our_environment() =>
        Assert.Equal(
            ["src/Couriarr.Features/Places/ProcessGroup.cs"],
            Repository
                .Code()
                .Where(file => file.StartsWith("src/", StringComparison.Ordinal))
                .Where(file =>
                    Repository.Read(file) is var code
                    && (
                        code.Contains("ProcessStartInfo(", StringComparison.Ordinal)
                        || code.Contains("Process.Start(", StringComparison.Ordinal)
                    )
                )
        );

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Assert.All(
            Repository.Code(),
            file =>
                Assert.All(
                    Declared().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value),
                    name => Assert.False(BannedEndings.Append("Service").Contains(Words(name)[^1]), $"{file} declares {name}")
                )
        );

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Assert.All(
            Repository.Code().SelectMany(file => file.Split('/')[..^1]).Distinct(),
            folder => Assert.False(BannedEndings.Concat(["Services"]).Contains(folder.Split('.')[^1]), folder)
        );

    [Fact]
    public void The_engine_knows_no_media() =>
        Assert.All(
            Repository.Files("src/Couriarr.Jobs", "*.cs"),
            file =>
                Assert.All(
                    Words(Repository.Read(file)).Select(word => word.ToLowerInvariant()),
                    word => Assert.False(MediaWords.Any(media => word == media || word == $"{media}s"), $"{file} says '{word}'")
                )
        );

    [Fact]
    public void Nothing_of_strangers_becomes_more_than_text_on_a_page() =>
        Assert.All(
            Repository.Files("src", "*.cs").Concat(Repository.Files("src", "*.js")).Concat(Repository.Files("src", "*.razor")),
            file =>
                Assert.All(
                    RawHtml,
                    word => Assert.False(Repository.Read(file).Contains(word, StringComparison.Ordinal), $"{file} says {word}")
                )
        );

    private static int Lines(string file) => Repository.Read(file).AsSpan().Count('\n');

    /// <summary>Splits at what is no letter and where a new word begins inside a name: JobDesk, IJobStore.</summary>
    private static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\b(class|record|record struct|struct|interface|enum) (?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Declared();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();
}
