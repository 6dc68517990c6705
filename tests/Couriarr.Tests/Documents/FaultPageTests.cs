using System.Text.RegularExpressions;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Documents;

/// <summary>The page on what can go wrong names the tests that cause it, as they are called in the sources.</summary>
[Trait("family", "docs")]
public sealed partial class FaultPageTests
{
    private const string Rewrite = "COURIARR_WRITE_DOCS";
    private const string Page = "docs/reliability.md";
    private const string None = "–";

    /// <summary>The classes with tests of each fault.</summary>
    private static readonly ILookup<string, string> Tests = (
        from file in Repository.Files("tests", "*.cs")
        let place = Place(file)
        from Match test in Test().Matches(Repository.Read(file))
        from Capture fault in test.Groups["fault"].Captures
        select (fault.Value, place)
    ).ToLookup(found => found.Value, found => found.place);

    [Fact]
    public void Every_fault_stands_there_with_the_tests_that_cause_it()
    {
        var page = Written(Repository.Read(Page));
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
            File.WriteAllText(Path.Combine(Repository.Root, Page), page);

        Assert.True(page == Repository.Read(Page), $"{Page} differs from the tests. Run this test with {Rewrite}=1 to write it anew.");
    }

    [Fact]
    public void Every_fault_that_a_test_names_has_a_row() =>
        Assert.Equal([], Tests.Select(fault => fault.Key).Except(Rows(Repository.Read(Page)).Select(Number)).Order());

    [Fact]
    public void Every_row_has_its_number_once_and_the_numbers_have_no_hole() =>
        Assert.All(
            Rows(Repository.Read(Page)).Select(Number).GroupBy(number => number[0]),
            letter => Assert.Equal(Enumerable.Range(1, letter.Count()).Select(n => $"{letter.Key}{n:00}"), letter)
        );

    [Fact]
    public void A_row_without_a_test_says_why() =>
        Assert.All(
            Rows(Repository.Read(Page)).Where(row => row.Groups["tests"].Value == None),
            row => Assert.Matches("does not happen|by its parts|as E02|not caused yet", row.Groups["holds"].Value)
        );

    private static string Written(string page)
    {
        var (all, shown) = (Rows(page).Count, Rows(page).Count(row => Tests.Contains(Number(row))));
        var rows = Row().Replace(page, row => $"{row.Groups["start"].Value} {Shown(Number(row))} |");
        return Count().Replace(rows, $"{shown} of {all} rows are");
    }

    private static string Shown(string fault) =>
        Tests.Contains(fault) ? string.Join(", ", Tests[fault].Distinct().Order(StringComparer.Ordinal)) : None;

    // The class, and its folder where another might be called the same: Players/JourneyTests. Parts of a class are one.
    private static string Place(string file)
    {
        var parts = file.Split('/');
        var name = parts[^1].Split('.')[0];
        return parts.Length > 3 ? $"{parts[^2]}/{name}" : name;
    }

    private static MatchCollection Rows(string page) => Row().Matches(page);

    private static string Number(Match row) => row.Groups["number"].Value;

    [GeneratedRegex(@"^\s*public .*? (?:(?<fault>[A-H]\d\d)_)+\w+\(", RegexOptions.Multiline)]
    private static partial Regex Test();

    [GeneratedRegex(
        @"^(?<start>\| (?<number>[A-H]\d\d) \| [^|\n]+ \| (?<holds>[^|\n]+) \|) (?<tests>[^|\n]+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Row();

    [GeneratedRegex(@"\d+ of \d+ rows are")]
    private static partial Regex Count();
}
