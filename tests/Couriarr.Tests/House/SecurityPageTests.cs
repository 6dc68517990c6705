namespace Couriarr.Tests.House;

/// <summary>What the page on security claims is shown by tests that are there.</summary>
[Trait("family", "docs")]
public sealed class SecurityPageTests
{
    [Fact]
    public void Every_claim_names_the_tests_that_show_it()
    {
        var claims = Repository.Table("docs/security.md", "What shows it");
        var tests = Repository.Files("tests", "*Tests.cs").Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(20, claims.Count);
        Assert.All(claims.Values.SelectMany(Repository.Names), name => Assert.Contains(name, tests));
    }
}
