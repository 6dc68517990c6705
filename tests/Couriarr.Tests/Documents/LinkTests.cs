using System.Text.RegularExpressions;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Documents;

/// <summary>Every link leads to a heading that is there. Links out of the house are not followed: they are listed.</summary>
[Trait("family", "docs")]
public sealed partial class LinkTests
{
    // Whom the documents send a reader to. A new one is a decision: it is asked whether the site will be there in some years.
    private static readonly string[] Elsewhere =
    [
        "creativecommons.org",
        "developer.themoviedb.org",
        "fanart.tv",
        "github.com",
        "semver.org",
        "thetvdb.com",
        "www.themoviedb.org",
        "www.tvmaze.com",
        "www.unicode.org",
    ];

    [Fact]
    public void Every_link_to_a_part_of_a_page_leads_to_its_heading() =>
        Assert.All(
            from document in Block.Documents
            from Match link in Inner().Matches(Repository.Read(document))
            select (document, Target: Resolve(document, link.Groups["file"].Value), Anchor: link.Groups["anchor"].Value),
            link =>
                Assert.True(
                    Anchors(link.Target).Contains(link.Anchor),
                    $"{link.document} leads to #{link.Anchor} of {link.Target}, which has no such heading"
                )
        );

    [Fact]
    public void Every_link_out_of_the_house_is_encrypted_and_to_a_site_that_we_chose() =>
        Assert.Equal(
            Elsewhere,
            Block
                .Documents.SelectMany(document => Outer().Matches(Repository.Read(document)))
                .Select(link => new Uri(link.Groups["address"].Value))
                .Select(address => address.Scheme == Uri.UriSchemeHttps ? address.Host : $"not encrypted: {address}")
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_page_is_led_to() =>
        Assert.Equal(
            [],
            Repository
                .Files("docs", "*.md")
                .Except(
                    from document in Block.Documents
                    from Match link in File().Matches(Repository.Read(document))
                    select Resolve(document, link.Groups["file"].Value)
                )
                .Where(page => !page.StartsWith("docs/decisions/", StringComparison.Ordinal))
        );

    private static string Resolve(string document, string file) =>
        file.Length == 0
            ? document
            : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, file)))
                .Replace('\\', '/');

    // As the sites that show these pages make them: small letters, no signs, dashes for spaces.
    private static HashSet<string> Anchors(string page) =>
        [
            .. Heading()
                .Matches(Repository.Read(page))
                .Select(match => Sign().Replace(match.Groups["words"].Value.ToLowerInvariant(), "").Replace(' ', '-')),
        ];

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)#(?<anchor>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Inner();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<file>[^)#\s]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex File();

    [GeneratedRegex(@"\]\((?<address>https?:[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Outer();

    [GeneratedRegex(@"^#+ (?<words>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Sign();
}
