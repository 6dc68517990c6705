using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>CVE-2026-30976: Sonarr read out any file whose path went far enough back, its keys included.</summary>
[Trait("family", "doors")]
public sealed class SonarrTraversalTests
{
    [Theory]
    [InlineData("/api-docs/../keys.env")]
    [InlineData("/api-docs/../../../../../../etc/passwd")]
    [InlineData("/api-docs/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/api-docs/%2e%2e%2f%2e%2e%2fetc%2fpasswd")]
    [InlineData("/api-docs/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/api-docs/..%5c..%5cetc%5cpasswd")]
    [InlineData(@"/api-docs/..\..\etc\passwd")]
    [InlineData("/logs/files/..%2f..%2fkeys.env")]
    [InlineData("/logs/files/%2e%2e%2fkeys.env")]
    [InlineData("/logs/files/../../keys.env")]
    [InlineData(@"/logs/files/..\keys.env")]
    [InlineData("/logs/files/keys.env%00.log")]
    [InlineData("/logs/files/%252e%252e%252fkeys.env")]
    [InlineData("/logs/files/%c0%ae%c0%ae%c0%afkeys.env")]
    [InlineData("/health/../logs/files/../../keys.env")]
    [InlineData("/backups/..%2fcouriarr.db")]
    [InlineData("//etc/passwd")]
    [InlineData("/./keys.env")]
    public async Task S08_no_path_leads_to_a_file(string path)
    {
        await using var host = await StartAsync();
        foreach (var key in new[] { $"X-Api-Key: {Full}\r\n", "" })
        {
            var answer = await RawHttp.AskAsync(host, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{key}\r\n");
            Assert.NotInRange(RawHttp.StatusOf(answer), 200, 299);
            Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("COURIARR_API_KEY", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/health/../jobs")]
    [InlineData("/health/%2e%2e/jobs")]
    [InlineData("/health%2f..%2fjobs")]
    [InlineData("/health;/jobs")]
    [InlineData("/HEALTH/..%2fjobs")]
    [InlineData("//jobs")]
    [InlineData("/jobs/")]
    [InlineData("/jobs%20")]
    [InlineData("/jobs?/health")]
    [InlineData("http://localhost/jobs")]
    public async Task S08_no_spelling_of_an_open_path_opens_another(string path)
    {
        await using var host = await StartAsync();
        var answer = await RawHttp.AskAsync(host, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.NotInRange(RawHttp.StatusOf(answer), 200, 299);
    }
}
